import {
  ChannelType,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  RequestMethod,
  Routes,
  type APIGuildScheduledEvent,
  type Client,
  type RESTPatchAPIGuildScheduledEventJSONBody,
  type RESTPostAPIGuildScheduledEventJSONBody,
} from 'discord.js';
import type {
  CalendarEvent,
  CalendarEvents,
  CalendarOutcome,
  Clock,
  StandingCalendarEvent,
} from '../app/ports.ts';
import { asId, type ChannelId, type GuildId } from '../domain/identity.ts';
import { ERROR_CODE } from './error-code.ts';
import { idIn, notNow, strangeAnswer } from './not-now.ts';
import type { RestAnswer, RestCall } from './rest-caller.ts';

export interface CalendarEventsOptions {
  readonly client: Client;
  readonly call: RestCall;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Reading does no harm twice, nor does writing the same over it. */
const TRIES = 3;

/**
 * Discord's scheduled events, by REST. Discord ends one by itself some minutes after its room
 * has emptied, and cancels one that nobody starts: both are `gone` when they are asked for.
 */
export function createCalendarEvents(options: CalendarEventsOptions): CalendarEvents {
  const { client, call, clock } = options;

  function placeBody(guildId: GuildId, roomId: ChannelId) {
    const room = client.guilds.cache.get(guildId)?.channels.cache.get(roomId);
    const isStage = room?.type === ChannelType.GuildStageVoice;
    const { StageInstance, Voice } = GuildScheduledEventEntityType;
    return { channel_id: roomId, entity_type: isStage ? StageInstance : Voice };
  }

  async function find(guildId: GuildId, eventId: string): Promise<Sight> {
    const route = Routes.guildScheduledEvent(guildId, eventId);
    const answer = await call({ method: RequestMethod.Get, route, tries: TRIES });
    if (answer.kind !== 'answered') return outcomeOf(answer);
    const status = statusIn(answer.body);
    if (status === null) return strangeAnswer();
    return status === 'over' ? { kind: 'gone' } : { kind: 'standing', status };
  }

  function patch(
    guildId: GuildId,
    eventId: string,
    body: RESTPatchAPIGuildScheduledEventJSONBody,
  ): Promise<RestAnswer> {
    const route = Routes.guildScheduledEvent(guildId, eventId);
    return call({ method: RequestMethod.Patch, route, body, tries: TRIES });
  }

  return {
    async list(guildId) {
      const route = Routes.guildScheduledEvents(guildId);
      const answer = await call({ method: RequestMethod.Get, route, tries: TRIES });
      if (answer.kind !== 'answered' || !Array.isArray(answer.body)) return null;
      const events = answer.body as readonly APIGuildScheduledEvent[];
      return events.flatMap((event) => standing(event, client.user?.id ?? null));
    },
    async create(guildId, event) {
      const body: RESTPostAPIGuildScheduledEventJSONBody = {
        ...nameAndEnd(event),
        ...(event.description === '' ? {} : { description: event.description }),
        ...placeBody(guildId, event.roomId),
        scheduled_start_time: new Date(event.startsAtMs).toISOString(),
        privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
      };
      const route = Routes.guildScheduledEvents(guildId);
      const answer = await call({ method: RequestMethod.Post, route, body });
      if (answer.kind !== 'answered') {
        const outcome = outcomeOf(answer);
        // What is unknown here is the room or the guild.
        return outcome.kind === 'gone' ? { kind: 'refused', why: 'INVALID' } : outcome;
      }
      const eventId = idIn(answer.body);
      return eventId === null ? strangeAnswer() : { kind: 'done', eventId };
    },
    async change(guildId, eventId, event) {
      const sight = await find(guildId, eventId);
      if (sight.kind !== 'standing') return sight;
      const begins = { scheduled_start_time: new Date(event.startsAtMs).toISOString() };
      const answer = await patch(guildId, eventId, {
        ...nameAndEnd(event),
        // No text at all is said by null: Discord takes none of 0 characters.
        description: event.description === '' ? null : event.description,
        // An event that has begun keeps its room and its start; no start may lie in the past.
        ...(sight.status === 'active' ? {} : placeBody(guildId, event.roomId)),
        ...(sight.status === 'active' || event.startsAtMs <= clock.nowMs() ? {} : begins),
      });
      return answer.kind === 'answered' ? { kind: 'done', eventId } : outcomeOf(answer);
    },
    async setStatus(guildId, eventId, status) {
      const answer = await patch(guildId, eventId, { status: STATUS_BY_NAME[status] });
      if (answer.kind === 'answered') return { kind: 'done', eventId };
      const outcome = outcomeOf(answer);
      if (outcome.kind !== 'refused' || outcome.why !== 'INVALID') return outcome;
      // Somebody else may have started or ended it meanwhile: then there is nothing to do.
      const sight = await find(guildId, eventId);
      if (sight.kind !== 'standing') return sight;
      return sight.status === status ? { kind: 'done', eventId } : outcome;
    },
  };
}

/** What is there now: an event that is not over, or why that can't be said. */
type Sight =
  | { readonly kind: 'standing'; readonly status: 'scheduled' | 'active' }
  | Exclude<CalendarOutcome, { readonly kind: 'done' }>;

const STATUS_BY_NAME = {
  active: GuildScheduledEventStatus.Active,
  completed: GuildScheduledEventStatus.Completed,
  cancelled: GuildScheduledEventStatus.Canceled,
} as const;

function nameAndEnd(event: CalendarEvent) {
  return {
    name: event.name,
    scheduled_end_time: new Date(event.endsAtMs).toISOString(),
  };
}

/** Nothing for an event that is over or takes place outside Discord. */
function standing(event: APIGuildScheduledEvent, selfId: string | null): StandingCalendarEvent[] {
  const status = statusIn(event);
  if (event.channel_id === null || status === null || status === 'over') return [];
  const startsAtMs = Date.parse(event.scheduled_start_time);
  return [
    {
      eventId: event.id,
      name: event.name,
      description: event.description ?? '',
      roomId: asId<ChannelId>(event.channel_id),
      startsAtMs,
      // People may leave the end open.
      endsAtMs:
        event.scheduled_end_time === null ? startsAtMs : Date.parse(event.scheduled_end_time),
      isOwn: selfId !== null && event.creator_id === selfId,
      status,
    },
  ];
}

/** Null when it is no event. */
function statusIn(body: unknown): 'scheduled' | 'active' | 'over' | null {
  if (typeof body !== 'object' || body === null || !('status' in body)) return null;
  switch (body.status) {
    case GuildScheduledEventStatus.Scheduled:
      return 'scheduled';
    case GuildScheduledEventStatus.Active:
      return 'active';
    default:
      return 'over';
  }
}

function outcomeOf(
  answer: Exclude<RestAnswer, { readonly kind: 'answered' }>,
): Exclude<CalendarOutcome, { readonly kind: 'done' }> {
  if (answer.kind !== 'rejected') return notNow(answer);
  const { status, code } = answer;
  if (code === ERROR_CODE.tooManyScheduledEvents) return { kind: 'refused', why: 'FULL' };
  if (code === ERROR_CODE.eventIsOver) return { kind: 'gone' };
  if (status === 403) return { kind: 'refused', why: 'MISSING_PERMISSION' };
  if (status === 404 && code !== ERROR_CODE.unknownChannel) return { kind: 'gone' };
  return { kind: 'refused', why: 'INVALID' };
}
