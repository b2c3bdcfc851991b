/** What the panel in a room's chat says of what plays, and what it offers; it decides nothing. */
import { asId, type RecordingId } from '../domain/identity.ts';
import {
  practiceEndOf,
  practiceNow,
  type PracticeEnd,
  type PracticeNow,
} from '../domain/practice-now.ts';
import type { KeptRecording } from '../domain/recording.ts';
import type { PhaseName } from '../domain/session-state.ts';
import type { ButtonName, Texts } from '../texts/texts.ts';
import { formatComponentId } from './component-id.ts';
import type { Due, DueText, Message, RecordedEvent, Store } from './ports.ts';

/** `room.7.playing`: the row whose message tells of a practice, with the turn in which it began. */
const PANEL_KIND = /^room\.(\d+)\.(?:playing|sitting)$/;
/** A practice and what came after it take fewer steps than this. */
const EVENTS_LOOKED_AT = 40;

type PanelStore = Pick<Store, 'sessions' | 'due' | 'allowlist'>;

export type PanelView =
  | { readonly kind: 'on'; readonly practice: PracticeNow }
  | { readonly kind: 'over'; readonly end: PracticeEnd };

export function isPanel({ kind }: Pick<Due, 'kind'>): boolean {
  return PANEL_KIND.test(kind);
}

/** The one that tells of what was begun last; null when nothing was. */
export function newestPanel(rows: readonly Due[]): Due | null {
  const panels = rows.filter(isPanel).toSorted((a, b) => turnOf(a) - turnOf(b));
  return panels.at(-1) ?? null;
}

function turnOf({ kind }: Due): number {
  return Number(PANEL_KIND.exec(kind)?.[1] ?? 0);
}

/** What a panel is to say now. `toldEndsAtMs` is the end that it has told already. */
export function panelView(
  store: PanelStore,
  row: Due,
  nowMs: number,
  toldEndsAtMs: number | null = null,
): PanelView {
  const { guildId, occurrenceId } = row;
  const newest = newestPanel(store.due.ofOccurrence(guildId, occurrenceId));
  const isNewest = newest === null || newest.id === row.id;
  const state = store.sessions.load(guildId, occurrenceId);
  const lengthMsOf = (id: RecordingId): number | null =>
    store.allowlist.find(guildId, id)?.lengthMs ?? null;
  const practice = state && practiceNow(state, lengthMsOf, nowMs, toldEndsAtMs);
  if (isNewest && practice) return { kind: 'on', practice };
  const events = store.sessions.events(guildId, occurrenceId, EVENTS_LOOKED_AT);
  return { kind: 'over', end: endAmong(events, isNewest) };
}

/** How the newest practice ended, or the one before it. */
function endAmong(events: readonly RecordedEvent[], isNewest: boolean): PracticeEnd {
  let index = events.length - 1;
  if (!isNewest) {
    index = events.findLastIndex(({ rule, phaseAfter }) => {
      const isBegun = rule === 'chosen' || rule === 'voted' || rule === 'nobodyChose';
      return isBegun && isPractice(phaseAfter);
    });
    const before = events[index - 1];
    if (before && isPractice(before.phaseAfter)) return 'replaced';
    index -= 1;
  }
  let rule: RecordedEvent['rule'] = null;
  for (let event = events[index]; event && !isPractice(event.phaseAfter); event = events[index]) {
    rule = event.rule ?? rule;
    index -= 1;
  }
  return practiceEndOf(rule);
}

const isPractice = (phase: PhaseName): boolean => phase === 'playing' || phase === 'sitting';

/** Null when what it tells of is on no list any more. */
export function panelMessage(
  store: PanelStore,
  texts: Texts,
  row: Due,
  marker: string,
  view: PanelView,
): Message | null {
  const params = row.action.do === 'post' ? row.action.text.params : {};
  const recordingId = recordingIn(params);
  const recording = recordingId && store.allowlist.kept(row.guildId, recordingId);
  if (recordingId !== null && !recording) return null;
  const hasTranscript = !!recording && recording.transcript.trim() !== '';
  const names: readonly ButtonName[] =
    view.kind === 'over'
      ? ['what', 'guidelines']
      : [
          'stop',
          'another',
          ...(hasTranscript ? ['transcript' as const] : []),
          'what',
          'guidelines',
        ];
  return {
    text: panelText(texts, params, recording, view),
    rows: [
      names.map((action) => ({
        kind: 'button',
        id: formatComponentId({ action, marker, occurrenceId: row.occurrenceId }),
        label: texts.controls.buttons[action](),
        style: 'secondary',
      })),
    ],
  };
}

function recordingIn(params: DueText['params']): RecordingId | null {
  const { recordingId } = params;
  return typeof recordingId === 'string' ? asId<RecordingId>(recordingId) : null;
}

function panelText(
  { room, panel }: Texts,
  params: DueText['params'],
  recording: KeptRecording | null,
  view: PanelView,
): string {
  const decided = decidedIn(params);
  const credited = recording && { title: recording.title, ...creditOf(recording) };
  if (view.kind === 'over') return panel.over({ end: view.end, recording: credited });
  const { practice } = view;
  if (practice.kind === 'recording' && recording) {
    const { timing } = practice;
    const { intensity } = recording;
    return [
      room.playing({ ...recording, ...decided }),
      panel.recording({ ...creditOf(recording), intensity, timing }),
    ].join('\n');
  }
  const minutes = Number(params['minutes']);
  const untilMs = Number(params['untilMs']);
  const leftMs = practice.kind === 'silence' ? practice.leftMs : 0;
  return [
    room.sitting({ minutes, untilMs, ...decided }),
    panel.sitting({ endsAtMs: untilMs, leftMs }),
  ].join('\n');
}

/** How it came to this practice, as the row has kept it. */
function decidedIn(params: DueText['params']) {
  return {
    byDefault: params['byDefault'] === true,
    voices: Number(params['voices'] ?? 0),
    ofVoices: Number(params['ofVoices'] ?? 0),
  };
}

/** Its page is where people find it, unless coordinators have named a better place. */
export function creditOf({ credit, link, page }: KeptRecording) {
  return { credit, link: link === '' ? (page?.address ?? '') : link };
}
