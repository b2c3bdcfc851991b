import type { ChannelId } from '../domain/identity.ts';
import type { Effect, RoomText } from '../domain/session-state.ts';
import { coordinatorChannelOf } from './guild-settings.ts';
import type { Directory, DueText, NewDue } from './ports.ts';
import type { SessionContext } from './session-context.ts';

/** A message of the room that comes later than this would only confuse. */
const ROOM_WINDOW_MS = 5 * 60_000;
/** The welcome may be shown until 15 minutes after its moment. */
const WELCOME_WINDOW_MS = 15 * 60_000;
/** Coordinators look once a day. */
const ALERT_WINDOW_MS = 24 * 3_600_000;

/** Texts that stand at most once in a session, whatever happens. */
const ONCE: ReadonlySet<RoomText['text']> = new Set(['welcome', 'noSound', 'closed', 'cancelled']);

/** Sound that breaks again and again is told of once in such a span: more would only unsettle the room. */
const WENT_ON_SPAN_MS = 10 * 60_000;

/** The outbox row that an effect calls for; null for effects of sound, or with nowhere to post. */
export function dueOfEffect(
  effect: Effect,
  context: SessionContext,
  directory: Directory,
  nowMs: number,
): NewDue | null {
  switch (effect.type) {
    case 'say': {
      const { text, ...params } = effect.message;
      const windowMs = text === 'welcome' ? WELCOME_WINDOW_MS : ROOM_WINDOW_MS;
      return row(context, context.roomId, nowMs, {
        kind: `room.${kindOf(text, effect.key, nowMs)}`,
        expiresAtMs: text === 'notice' ? effect.message.startsAtMs : nowMs + windowMs,
        text: { key: `room.${text}`, params },
      });
    }
    case 'tellCoordinators':
      return row(context, coordinatorChannelOf(context.settings, directory), nowMs, {
        kind: `alert.${effect.fault}`,
        expiresAtMs: nowMs + ALERT_WINDOW_MS,
        text: { key: 'alert.sound', params: { fault: effect.fault, roomId: context.roomId } },
      });
    default:
      return null;
  }
}

/** A second row of the same kind is none. */
function kindOf(text: RoomText['text'], key: string, nowMs: number): string {
  if (ONCE.has(text)) return text;
  return text === 'wentOn' ? `${text}.${Math.floor(nowMs / WENT_ON_SPAN_MS)}` : key;
}

function row(
  context: SessionContext,
  channelId: ChannelId | null,
  nowMs: number,
  what: { readonly kind: string; readonly expiresAtMs: number; readonly text: DueText },
): NewDue | null {
  if (channelId === null) return null;
  const { guildId, id, revision } = context.occurrence;
  return {
    guildId,
    occurrenceId: id,
    revision,
    channelId,
    kind: what.kind,
    dueAtMs: nowMs,
    expiresAtMs: what.expiresAtMs,
    action: { do: 'post', text: what.text },
  };
}
