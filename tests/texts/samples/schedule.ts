/** `/schedule`, and what people are told when the timetable or the clocks change. */
import type { RecurrenceRule } from '../../../src/domain/schedule.ts';
import type {
  ChangeInWords,
  ChangeNews,
  EditedField,
  PreviewInWords,
} from '../../../src/texts/schedule-texts.ts';
import { asId, type UserId } from '../../../src/domain/identity.ts';
import { nothing, sectionOf, type Feature, type Names } from './sample.ts';

const START_MS = Date.UTC(2026, 11, 2, 15);
const LATER_MS = START_MS + 90 * 60_000;
const zone = 'America/Los_Angeles';

function rule(rrule: string, ...wallTimes: string[]): RecurrenceRule {
  return { zone, dates: { kind: 'recurring', rrule, anchorDate: '2026-01-05' }, wallTimes };
}

const rules: readonly RecurrenceRule[] = [
  rule('FREQ=WEEKLY;BYDAY=MO,WE,FR', '07:00'),
  rule('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', '16:30'),
  rule('FREQ=WEEKLY;INTERVAL=3;BYDAY=SU', '16:30'),
  rule('FREQ=DAILY', '07:00', '19:00'),
  rule('FREQ=DAILY;INTERVAL=2', '07:00'),
  rule('FREQ=MONTHLY;BYDAY=1SA,-1FR', '09:00'),
  rule('FREQ=MONTHLY;BYMONTHDAY=1,15', '09:00'),
  rule('FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=1', '09:00'),
  { zone, dates: { kind: 'once', date: '2026-12-24' }, wallTimes: ['18:00'] },
];

const [weekly] = rules;
if (!weekly) throw new Error('There are rules.');

const fields: readonly EditedField[] = [
  'name',
  'rule',
  'durationMs',
  'room',
  'announce',
  'graceMs',
  'remindersMs',
  'teacherIds',
  'ifNobodyChooses',
  'description',
  'tellsTeacherChanges',
  'participantsVote',
];

function changes({ session: name }: Names): ChangeInWords[] {
  const session = { name, startsAtMs: START_MS, zone };
  return [
    { type: 'addSeries', name },
    { type: 'pauseSeries', name },
    { type: 'resumeSeries', name },
    { type: 'removeSeries', name },
    { type: 'editSeries', name, fields: ['rule'] },
    { type: 'editSeries', name, fields },
    { type: 'cancelSession', session },
    { type: 'restoreSession', session },
    { type: 'addSession', session },
    { type: 'dropSession', session },
    { type: 'moveSession', session, toMs: LATER_MS },
  ];
}

function preview(names: Names, what: ChangeInWords): PreviewInWords {
  return {
    what,
    undoes: false,
    series: {
      name: names.session,
      rule: weekly!,
      durationMs: 3_600_000,
      room: names.written,
      paused: false,
      participantsVote: what.type === 'editSeries',
    },
    next: [
      { startsAtMs: START_MS, cancelled: false },
      { startsAtMs: LATER_MS, cancelled: true },
    ],
    shiftedAtMs: null,
    signedUp: 12,
    isTold: true,
  };
}

function news(names: Names): ChangeNews[] {
  const session = { name: names.session, startsAtMs: LATER_MS, zone };
  const { session: name } = names;
  const teacher = asId<UserId>('100000000000000001');
  return [
    { type: 'cancelled', session },
    { type: 'back', session },
    { type: 'added', session },
    { type: 'moved', session, fromMs: START_MS },
    { type: 'length', session, durationMs: 1_800_000 },
    { type: 'paused', name },
    { type: 'removed', name },
    { type: 'resumed', name, next: session },
    { type: 'resumed', name, next: null },
    { type: 'newTime', name, rule: weekly!, next: session },
    { type: 'newRoom', name, room: names.written },
    { type: 'newLength', name, durationMs: 1_800_000 },
    { type: 'teacher', session, who: { kind: 'named', userIds: [teacher] } },
    { type: 'teacher', session, who: { kind: 'expected' } },
  ];
}

export const features: readonly Feature[] = [
  sectionOf(
    'schedule',
    (names) => {
      const all = changes(names);
      const [first, ...others] = all.map((what) => preview(names, what));
      const found = names.written;
      const write = 'Mon 07:00';
      const when = (
        code: 'WHEN_UNREADABLE' | 'WHEN_TIME_UNCLEAR' | 'WHEN_TIMES_DIFFER' | 'WHEN_IS_DATE',
      ) => ({ code: 'WHEN', mistake: { code, found, word: null, write } }) as const;
      return {
        rule: [
          [{ rule: weekly }],
          ...rules.slice(1).map((one) => [{ rule: one }] as [{ rule: RecurrenceRule }]),
        ],
        preview: [
          [first!],
          ...others.map((one) => [one] as [PreviewInWords]),
          [{ ...first!, undoes: true, isTold: false }],
          [{ ...first!, next: [], signedUp: 0, shiftedAtMs: LATER_MS }],
          [{ ...first!, signedUp: 1 }],
        ],
        done: [
          [first!],
          ...others.map((one) => [one] as [PreviewInWords]),
          [{ ...first!, isTold: false }],
        ],
        discarded: nothing,
        list: [
          [
            {
              series: rules.map((one, index) => ({
                name: names.session,
                rule: one,
                durationMs: 3_600_000,
                room: names.written,
                paused: index === 1,
                participantsVote: index === 0,
                signedUp: index,
                nextAtMs: index === 2 ? null : START_MS,
              })),
            },
          ],
        ],
        noSeries: nothing,
        refusal: [
          [{ code: 'UNKNOWN_SERIES' }],
          [{ code: 'UNKNOWN_SESSION' }],
          [{ code: 'SERIES_ID_TAKEN', name: names.session }],
          [{ code: 'ALREADY_CANCELLED' }],
          [{ code: 'ALREADY_PAUSED' }],
          [{ code: 'NOT_PAUSED' }],
          [{ code: 'NOTHING_CHANGES' }],
          [{ code: 'SERIES_IS_PAUSED' }],
          [{ code: 'SESSION_HAS_BEGUN' }],
          [{ code: 'STARTS_IN_PAST', startsAtMs: START_MS }],
          [{ code: 'TOO_LONG', maxMs: 6 * 3_600_000 }],
          [{ code: 'NO_SESSIONS_AHEAD' }],
          [
            {
              code: 'ROOM_OVERLAP',
              room: names.written,
              name: names.session,
              otherName: names.title,
              atMs: START_MS,
              zone,
            },
          ],
          [{ code: 'UNKNOWN_ROOM', written: names.written }],
          [{ code: 'UNKNOWN_ANNOUNCE', written: names.written }],
          [{ code: 'NOTHING_TO_UNDO' }],
          [{ code: 'UNDO_TOO_LATE' }],
          [{ code: 'DRAFT_IS_OLD' }],
          [{ code: 'MOMENT_UNREADABLE', found, write }],
          [{ code: 'MOMENT_TIME_UNCLEAR', found, write }],
          [{ code: 'MOMENT_NO_SUCH_DATE', found }],
          [{ code: 'MOMENT_IN_GAP', found, nextAtMs: LATER_MS, zone }],
          [when('WHEN_UNREADABLE')],
          [when('WHEN_TIME_UNCLEAR')],
          [when('WHEN_TIMES_DIFFER')],
          [when('WHEN_IS_DATE')],
          [{ code: 'CRON', found }],
          [{ code: 'UNKNOWN_ZONE', found, write: 'Europe/Berlin' }],
          [{ code: 'REMINDERS_UNREADABLE', found }],
          [{ code: 'NO_SUCH_DATE', found }],
          [{ code: 'NAME_EMPTY' }],
        ],
        buttons: { confirmDraft: nothing, discardDraft: nothing },
        seriesCompletion: [[{ name: names.session, rule: weekly }]],
        sessionCompletion: [
          [{ name: names.session, startsAtMs: START_MS, zone, cancelled: false }],
          [{ name: names.session, startsAtMs: START_MS, zone, cancelled: true }],
        ],
      };
    },
    {
      kinds: {
        buttons: 'button',
        seriesCompletion: 'option',
        sessionCompletion: 'option',
      },
    },
  ),
  sectionOf('notices', (names) => {
    const [first, ...others] = news(names);
    const shift = {
      name: names.session,
      oldTime: '16:00',
      newTime: '15:00',
      firstStartsAtMs: START_MS,
      untilMs: null,
      dayShift: 0,
    } as const;
    return {
      change: [
        [{ news: [first!] }],
        ...others.map((one) => [{ news: [one] }] as [{ news: ChangeNews[] }]),
        [{ news: [first!, ...others.slice(0, 4)] }],
        [{ news: Array.from({ length: 60 }, () => first!) }],
      ],
      changeMention: nothing,
      clocks: nothing,
      shifts: [
        [{ zone: 'Europe/Berlin', shifts: [shift], more: 0 }],
        [
          {
            zone: 'Europe/Berlin',
            shifts: [{ ...shift, untilMs: LATER_MS, dayShift: 1 }],
            more: 1,
          },
        ],
        [{ zone: 'Europe/Berlin', shifts: [{ ...shift, dayShift: -1 }], more: 2 }],
      ],
    };
  }),
];
