import type { Cover, OwnTeaching } from '../../../src/texts/teaching-texts.ts';
import {
  type Feature,
  HOUR_MS,
  type Names,
  namedSession,
  nothing,
  sectionOf,
  START_MS,
  teacherIds,
  zone,
} from './sample.ts';

const [userId, byId] = teacherIds as [(typeof teacherIds)[0], (typeof teacherIds)[0]];
const DAY_MS = 24 * HOUR_MS;

const covered = (names: Names, day: number, hour: number, cover: Cover) => ({
  ...namedSession(names),
  startsAtMs: START_MS + day * DAY_MS + hour * HOUR_MS,
  cover,
  userIds: cover === 'open' ? [] : [userId],
});

const own = (names: Names, part: OwnTeaching['part']) => ({ ...namedSession(names), part });

export const features: readonly Feature[] = [
  sectionOf(
    'teaching',
    (names) => {
      const session = { ...namedSession(names), userId };
      const answered = { ...namedSession(names), byId };
      return {
        askAssigned: [[{ ...session, stage: '24h' }], [{ ...session, stage: '2h' }]],
        remind: [[{ ...session, stage: '24h' }], [{ ...session, stage: '2h' }]],
        ask: [[{ ...session, untilMs: START_MS - HOUR_MS }], [{ ...session, untilMs: null }]],
        comes: [[session]],
        cantCome: [[session]],
        taken: [[{ ...session, byId }]],
        released: [[session]],
        cancelled: [[session]],
        moved: [[session]],
        nobody: [
          [{ ...namedSession(names), silentIds: teacherIds, declinedIds: [userId] }],
          [{ ...namedSession(names), silentIds: [], declinedIds: [] }],
        ],
        plan: [
          [{ sessions: [], zone }],
          [
            {
              sessions: [
                covered(names, 0, 0, 'covered'),
                covered(names, 0, 5, 'asked'),
                covered(names, 1, 0, 'open'),
                covered(names, 7, 0, 'covered'),
              ],
              zone,
            },
          ],
          [
            {
              sessions: Array.from({ length: 84 }, (_, index) =>
                covered(names, Math.floor(index / 3), (index % 3) * 5, 'open'),
              ),
              zone,
            },
          ],
        ],
        assigned: [[{ ...session, isAskedNow: true }], [{ ...session, isAskedNow: false }]],
        unassigned: [[session]],
        added: [[{ userId }]],
        removed: [[{ userId }]],
        notATeacher: [[{ userId }]],
        mine: [
          [
            {
              sessions: [
                own(names, 'confirmed'),
                own(names, 'assigned'),
                own(names, 'asked'),
                own(names, 'open'),
              ],
              more: 0,
            },
          ],
          [{ sessions: [own(names, 'open')], more: 3 }],
        ],
        noneMine: nothing,
        notTeaching: nothing,
        saidYes: [[namedSession(names)]],
        saidNo: [[namedSession(names)]],
        notNow: {
          OVER: [[answered]],
          TAKEN: [[answered], [{ ...answered, byId: null }]],
          MOVED: [[answered]],
          NOT_A_TEACHER: [[answered]],
          NOT_ASSIGNED: [[answered]],
          CANCELLED: [[answered]],
        },
        labels: {
          come: [[{ place: 1 }], [{ place: null }]],
          cantCome: [[{ place: 1 }], [{ place: null }]],
          take: [[{ place: 1 }], [{ place: null }]],
        },
      };
    },
    { kinds: { labels: 'button' } },
  ),
];
