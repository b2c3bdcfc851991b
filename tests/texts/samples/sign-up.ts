import {
  type Feature,
  namedSession,
  nothing,
  roomId,
  sectionOf,
  START_MS,
  zone,
} from './sample.ts';

const settings = {
  zone: 'Europe/Berlin',
  timetableZone: zone,
  nowMs: START_MS,
  wantsDirect: true,
  remindersMs: [3_600_000, 600_000],
  language: 'de',
};
const unset = { ...settings, zone: null, wantsDirect: false, remindersMs: null, language: null };

export const features: readonly Feature[] = [
  sectionOf(
    'signUp',
    (names) => {
      const session = namedSession(names);
      const own = { ...session, isSingle: false };
      const many = Array.from({ length: 30 }, () => ({ ...session, isSingle: true }));
      const series = Array.from({ length: 30 }, () => names.session);
      return {
        refusals: { UNKNOWN: nothing, CANCELLED: nothing, OVER: nothing, PAUSED: nothing },
        ask: [[session]],
        askSigned: [[own], [{ ...own, isSingle: true }]],
        signedUpForSeries: [
          [{ name: names.session, zone, nextAtMs: START_MS, already: false, wantsDirect: false }],
          [{ name: names.session, zone, nextAtMs: null, already: true, wantsDirect: true }],
        ],
        signedUpForOne: [
          [{ ...session, how: 'new', wantsDirect: false }],
          [{ ...session, how: 'already', wantsDirect: true }],
          [{ ...session, how: 'bySeries', wantsDirect: false }],
        ],
        signedOffSeries: [
          [{ name: names.session, wasSigned: true }],
          [{ name: names.session, wasSigned: false }],
        ],
        signedOffOne: [
          [{ ...session, wasSigned: true, goesOn: true }],
          [{ ...session, wasSigned: true, goesOn: false }],
          [{ ...session, wasSigned: false, goesOn: false }],
        ],
        askZone: nothing,
        zoneSaved: [[{ zone: 'Europe/Berlin', nowMs: START_MS }]],
        zoneUnknown: [[{ written: names.written, nearest: 'Europe/Berlin' }]],
        zoneIsOffset: [
          [{ written: names.written, zones: ['Europe/Berlin', 'Europe/Paris'] }],
          [{ written: names.written, zones: [] }],
        ],
        my: [
          [{ sessions: [own], series: [names.session], settings }],
          [{ sessions: [], series: [], settings: unset }],
          [{ sessions: many, series, settings }],
        ],
        mySessions: [
          [{ sessions: [own], series: [names.session] }],
          [{ sessions: [{ ...own, isSingle: true }], series: [] }],
          [{ sessions: [], series: [names.session] }],
          [{ sessions: [], series: [] }],
        ],
        settings: [[settings], [unset], [{ ...settings, remindersMs: [7_200_000] }]],
        settingsSaved: [[settings]],
        remindersNeedDirect: nothing,
        data: nothing,
        noData: nothing,
        forgetPreview: nothing,
        forgotten: [[{ rolesLeft: 0 }], [{ rolesLeft: 1 }]],
        forgetKept: nothing,
        directReminder: [[{ ...session, roomId }]],
        mentionReminder: [[session]],
        directClosed: nothing,
        directSpent: nothing,
        weekly: [
          [{ sessions: [{ ...session, roomId }], zone, mondayAtMs: START_MS }],
          [
            {
              sessions: Array.from({ length: 60 }, () => ({ ...session, roomId: null })),
              zone,
              mondayAtMs: START_MS,
            },
          ],
        ],
        rolesRefused: nothing,
        labels: {
          buttons: {
            signUp: nothing,
            signUpSeries: nothing,
            signUpOnce: nothing,
            signOffSeries: nothing,
            signOffOnce: nothing,
            my: nothing,
            tellDirectly: nothing,
            mentionMe: nothing,
            forgetMe: nothing,
            stay: nothing,
          },
          weeklyPlaceholder: nothing,
          zonePlaceholder: nothing,
          series: [[{ name: names.session }]],
          session: [[session]],
          zone: [[{ zone: 'Europe/Berlin' }]],
          zoneFound: [
            [{ zone: 'Europe/Berlin', city: null, nowMs: START_MS }],
            [{ zone: 'Europe/Berlin', city: 'Hamburg', nowMs: START_MS }],
          ],
          zoneNow: [[{ zone: 'Europe/Berlin', nowMs: START_MS }]],
          thread: [[session]],
          threadForAll: nothing,
        },
      };
    },
    {
      kinds: {
        labels: 'option',
        'labels.buttons': 'button',
        'labels.weeklyPlaceholder': 'placeholder',
        'labels.zonePlaceholder': 'placeholder',
      },
      sameWords: ['labels.zone'],
    },
  ),
];
