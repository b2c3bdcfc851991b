import type { PracticeEnd } from '../../../src/domain/practice-now.ts';
import { type Feature, MINUTE_MS, nothing, roomId, sectionOf, START_MS, zone } from './sample.ts';

const link = 'https://example.org/practice';
const endsAtMs = START_MS + 40 * MINUTE_MS;
const leftMs = 12 * MINUTE_MS;
const beginning = { kind: 'beginning' } as const;
const running = { kind: 'running', endsAtMs, leftMs } as const;
const lastMinute = { kind: 'running', endsAtMs, leftMs: MINUTE_MS / 2 } as const;
const paused = { kind: 'paused', leftMs } as const;
const ENDS: readonly PracticeEnd[] = [
  'complete',
  'stopped',
  'replaced',
  'withdrawn',
  'handedOver',
  'sessionOver',
  'roomEmpty',
  'unheard',
];

export const features: readonly Feature[] = [
  sectionOf(
    'panel',
    (names) => {
      const credited = { credit: names.speaker, link };
      const bare = { credit: '', link: '' };
      const recording = { title: names.title, ...credited };
      return {
        recording: [
          [{ ...credited, intensity: names.written, timing: running }],
          [{ ...credited, credit: '', intensity: '', timing: lastMinute }],
          [{ ...bare, intensity: '', timing: beginning }],
          [{ ...credited, link: 'javascript:alert(1)', intensity: '', timing: paused }],
        ],
        sitting: [[{ endsAtMs, leftMs }]],
        over: [
          [{ end: 'complete', recording: { title: names.title, ...bare } }],
          ...ENDS.map(
            (end) => [{ end, recording }] as [{ end: typeof end; recording: typeof recording }],
          ),
          ...ENDS.map(
            (end) => [{ end, recording: null }] as [{ end: typeof end; recording: null }],
          ),
        ],
        roomStatus: {
          recording: [
            [{ title: names.title, endsAtMs, zone }],
            [{ title: names.title.repeat(60), endsAtMs, zone }],
          ],
          silence: [[{ endsAtMs, zone }]],
        },
        mayNotSetStatus: nothing,
        latecomer: [
          [{ practice: { kind: 'recording', title: names.title, timing: running }, roomId: null }],
          [{ practice: { kind: 'recording', title: names.title, timing: beginning }, roomId }],
          [{ practice: { kind: 'recording', title: null, timing: paused }, roomId }],
          [{ practice: { kind: 'silence', endsAtMs, leftMs }, roomId }],
        ],
        beforeChoice: [[{ phase: 'welcoming', roomId }], [{ phase: 'choosing', roomId: null }]],
        another: nothing,
        nothingElseFits: nothing,
        transcript: {
          heading: [[{ title: names.title }]],
          asFile: [[{ title: names.title }]],
          none: nothing,
          nextPage: [[{ page: 2, pages: 3 }]],
        },
      };
    },
    { kinds: { roomStatus: 'plain', 'transcript.nextPage': 'button' } },
  ),
];
