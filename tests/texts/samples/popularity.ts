import { type Feature, nothing, sectionOf, zone } from './sample.ts';

const span = { fromDate: '2026-08-31', toDate: '2026-11-22' };
const overNewYear = { fromDate: '2025-12-01', toDate: '2026-02-15' };
const slot = 'Mondays';

export const features: readonly Feature[] = [
  sectionOf(
    'popularity',
    (names) => ({
      answer: [[span]],
      answerWithoutPictures: [[span]],
      nothingInTheseWeeks: nothing,
      nothingCounted: nothing,
      nothingCountedYet: nothing,
      span: [[span], [overNewYear]],
      day: [['2026-11-23'], ['2026-12-01']],
      month: [['2026-11-23']],
      timeOf: [[{ zone }], [{ zone: 'UTC' }]],
      count: [[{ kind: 'exact', n: 12 }], [{ kind: 'underThree' }]],
      heatMap: {
        title: nothing,
        measure: nothing,
        weekday: [[1], [7]],
        hour: [[7], [16], [0]],
        noSession: nothing,
        about: [[{ span: '8 - 11', timeOf: '7' }]],
        slot: [
          [{ weekday: 1, hour: 7, count: '12' }],
          [{ weekday: 7, hour: 23, count: '12' }],
          [{ weekday: 3, hour: 11, count: '9' }],
        ],
        most: [[{ slots: [slot] }], [{ slots: [slot, slot, slot] }]],
        fewest: [[{ slot }]],
      },
      seriesLines: {
        title: nothing,
        measure: nothing,
        present: nothing,
        signedUp: nothing,
        signedUpCount: [[{ count: '18' }]],
        more: [[{ count: 1 }], [{ count: 4 }]],
        about: [[{ span: '8 - 11' }]],
        latest: [
          [{ name: names.session, week: '23', present: '12', signedUp: '18' }],
          [{ name: names.session, week: '23', present: null, signedUp: null }],
        ],
      },
    }),
    {
      kinds: {
        '': 'plain',
        answer: 'message',
        answerWithoutPictures: 'message',
        nothingInTheseWeeks: 'message',
      },
    },
  ),
];
