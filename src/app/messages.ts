/** Puts a row of the outbox into words: its text in the guild's language, and its buttons. */
import type { RoomText } from '../domain/session-state.ts';
import { initialState, LONGEST_SITTING_MINUTES, practiceTimeMs } from '../domain/session-step.ts';
import { unreachable } from '../domain/unreachable.ts';
import { textsFor } from '../texts/languages.ts';
import type { ButtonName, IfNobodyChooses, Texts } from '../texts/texts.ts';
import { alertText } from './alert-text.ts';
import { bulletinOf } from './bulletin-kinds.ts';
import type { BulletinKind } from './bulletins.ts';
import { formatComponentId } from './component-id.ts';
import { offeredRecordings } from './offers.ts';
import { shownIncidentOf } from './incident.ts';
import {
  WHOLE_GUILD,
  type Button,
  type ControlRow,
  type Due,
  type DueText,
  type Menu,
  type Message,
  type Roles,
} from './ports.ts';
import { isAboutTeaching, teachingMessage } from './teaching-messages.ts';
import { panelMessage, panelView } from './panel-message.ts';
import { bulletinPart, bulletinPost } from './reach-messages.ts';
import { signUpButton } from './sign-up-controls.ts';
import { isVoteOpen, voteRows } from './vote-controls.ts';
import { weeklyPost } from './weekly-post.ts';
import { sessionContext, type ContextPorts, type SessionContext } from './session-context.ts';

/** Discord allows 25 options in a menu; three are silence. */
const MOST_RECORDINGS = 22;
const SITTINGS_MINUTES = [10, 15, LONGEST_SITTING_MINUTES];

export interface MessagePorts extends ContextPorts {
  readonly nowMs: () => number;
  readonly roles: Roles;
}

/** What a row's message is made of. */
interface Posted {
  readonly ports: MessagePorts;
  readonly texts: Texts;
  readonly marker: string;
  readonly row: Due;
  readonly params: DueText['params'];
}

/** The same for what answers one person, and comes from no row. */
interface Asked extends Pick<Posted, 'texts' | 'marker'> {
  readonly ports: ContextPorts & Pick<MessagePorts, 'nowMs'>;
  readonly row: Pick<Due, 'occurrenceId'>;
}

/** Null when there is nothing to say any more: the session, or what it speaks of, is gone. */
export function messageOf(ports: MessagePorts, row: Due, marker: string): Message | null {
  if (row.action.do === 'remove') return null;
  const settings = ports.guilds.get(row.guildId);
  if (!settings) return null;
  const { key, params } = row.action.text;
  const posted: Posted = { ports, texts: textsFor(settings.language), marker, row, params };
  if (key.startsWith('alert.')) return alert(posted, key);
  const kind = bulletinOf(row);
  if (kind) return bulletin(posted, kind);
  if (isAboutTeaching(key)) return teachingMessage(ports, row, row.action.text, marker);
  if (key === 'weekly') return weeklyPost(ports, row, marker, posted.texts);
  const context = sessionContext(ports, row.guildId, row.occurrenceId);
  if (!context) return null;
  // The row was made from a RoomText by session-dues.ts, field by field.
  return roomMessage(posted, context, { ...params, text: key.replace('room.', '') } as RoomText);
}

// ---- the announcement channel -------------------------------------------------------

/** The post itself, or the part of it that a row brings to certain people. */
function bulletin(posted: Posted, kind: BulletinKind): Message | null {
  const { row, texts, marker } = posted;
  const to = row.action.do === 'post' ? row.action.to : undefined;
  if (to) return bulletinPart({ ...posted, kind }, to);
  // One can sign up for a session, and for the rest in the list of the next ones.
  const signUp =
    row.occurrenceId === WHOLE_GUILD
      ? []
      : [signUpButton(texts, 'signUp', marker, row.occurrenceId)];
  const my = signUpButton(texts, 'my', marker, row.occurrenceId);
  return bulletinPost({ ...posted, kind }, [
    ...signUp,
    my,
    ...buttons(posted, ['sessions', 'guidelines']),
  ]);
}

// ---- the room's own chat -------------------------------------------------------------

/** What is said once; a panel goes on telling. */
type SpokenText = Exclude<RoomText, { readonly text: 'playing' | 'sitting' }>;

function roomMessage(posted: Posted, context: SessionContext, message: RoomText): Message | null {
  if (message.text === 'playing' || message.text === 'sitting') return firstPanel(posted);
  const text = roomText(posted, context, message);
  return text === null ? null : { text, rows: roomControls(posted, context, message) };
}

/** What was over before it could be posted needs no panel, unless one may stand there already. */
function firstPanel({ ports, texts, row, marker }: Posted): Message | null {
  const view = panelView(ports.store, row, ports.nowMs());
  if (view.kind === 'over' && row.firstTriedAtMs === null) return null;
  return panelMessage(ports.store, texts, row, marker, view);
}

function roomText(posted: Posted, context: SessionContext, message: SpokenText): string | null {
  const { room } = posted.texts;
  const { ports } = posted;
  switch (message.text) {
    case 'welcome': {
      const words = context.voice.words('welcome');
      const decision = context.voice.welcome;
      const translation = decision.speaks === 'own' ? null : decision.translation;
      const next = ifNobodyChooses(ports, context);
      const canVote = isVoteOpen(posted, context);
      return words && room.welcome({ words, translation, ifNobodyChooses: next, canVote });
    }
    case 'choices':
      return room.choices({
        ...message,
        ifNobodyChooses: ifNobodyChooses(ports, context),
        canVote: isVoteOpen(posted, context),
      });
    case 'notice':
      return room.notice(message);
    case 'held':
      return room.held(message);
    case 'wentOn':
      return room.wentOn(message);
    default:
      return room[message.text]({});
  }
}

function ifNobodyChooses(
  ports: MessagePorts,
  { occurrence, series }: SessionContext,
): IfNobodyChooses {
  const state = ports.store.sessions.load(occurrence.guildId, occurrence.id) ?? initialState();
  return state.practices > 0 ? 'goodbye' : series.ifNobodyChooses.kind;
}

function roomControls(
  posted: Posted,
  context: SessionContext,
  message: SpokenText,
): readonly ControlRow[] {
  switch (message.text) {
    case 'notice':
      return [buttons(posted, ['hold', 'what', 'guidelines'])];
    case 'welcome':
    case 'choices':
    case 'stopped':
    case 'unavailable':
      return [
        ...menu(posted, context),
        ...(isVoteOpen(posted, context) ? voteRows(posted, context) : []),
        buttons(posted, ['stop', 'what', 'guidelines']),
      ];
    case 'wentOn':
      return [buttons(posted, ['stop', 'what', 'guidelines'])];
    case 'teacherOffer':
      return [buttons(posted, ['takeOver', 'what'])];
    case 'held':
    case 'teacherCame':
    case 'noSound':
    case 'withdrawn':
    case 'closed':
    case 'cancelled':
    case 'pausing':
      return [buttons(posted, ['what', 'sessions'])];
    default:
      return unreachable(message);
  }
}

/** What fits the time that is left; no menu when nothing does. */
export function menu(posted: Asked, context: SessionContext): [readonly [Menu]] | [] {
  const { controls } = posted.texts;
  const { plan, occurrence } = context;
  const nowMs = posted.ports.nowMs();
  const recordings = offeredRecordings(posted.ports, occurrence.guildId, plan.allowlist, {
    timeLeftMs: practiceTimeMs(plan, nowMs),
    atMs: nowMs,
    language: plan.language,
  })
    .slice(0, MOST_RECORDINGS)
    .map((recording) => ({
      value: `recording:${recording.id}`,
      label: controls.recordingLabel(recording),
      description: controls.recordingDescription(recording),
    }));
  const sittings = SITTINGS_MINUTES.filter(
    (minutes) => minutes * 60_000 <= practiceTimeMs(plan, nowMs),
  ).map((minutes) => ({
    value: `silence:${minutes}`,
    label: controls.silenceLabel({ minutes }),
    description: controls.silenceDescription(),
  }));
  const options = [...recordings, ...sittings];
  if (options.length === 0) return [];
  const id = idOf(posted, 'choose');
  return [[{ kind: 'menu', id, placeholder: controls.choosePlaceholder(), options }]];
}

// ---- coordinators ----------------------------------------------------------------------

function alert(posted: Posted, key: string): Message | null {
  const text = alertText(posted, key);
  if (text === null) return null;
  const incidentId = shownIncidentOf(posted.row);
  const code = incidentId === null ? '' : `\n${posted.texts.health.incident({ incidentId })}`;
  return { text: `${text}${code}`, rows: [buttons(posted, ['what'])] };
}

// ---- buttons ----------------------------------------------------------------------------

const STYLE: Partial<Record<ButtonName, Button['style']>> = { takeOver: 'primary' };

function buttons(posted: Posted, names: readonly ButtonName[]): readonly Button[] {
  return names.map((name) => ({
    kind: 'button',
    id: idOf(posted, name),
    label: posted.texts.controls.buttons[name](),
    style: STYLE[name] ?? 'secondary',
  }));
}

function idOf({ marker, row }: Pick<Asked, 'marker' | 'row'>, action: string): string {
  return formatComponentId({ action, marker, occurrenceId: row.occurrenceId });
}
