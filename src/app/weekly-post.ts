/** The post that opens a week: its sessions, and a menu to sign up. */
import type { ChannelId, GuildId } from '../domain/identity.ts';
import { instantOf, localMondayOf } from '../domain/local-time.ts';
import type { Series } from '../domain/schedule.ts';
import { sessionsBetween } from '../domain/timetable.ts';
import type { Texts } from '../texts/texts.ts';
import { formatComponentId } from './component-id.ts';
import {
  WHOLE_GUILD,
  type Clock,
  type ControlRow,
  type Directory,
  type Due,
  type Message,
  type Store,
} from './ports.ts';
import { signUpButton } from './sign-up-controls.ts';
import { timetableZone } from './sign-ups.ts';

const DAY_MS = 24 * 3_600_000;
/** On Sunday, for the week after. */
const POSTED_AT = '09:00';
/** On Monday morning it is still worth reading. */
const WINDOW_MS = DAY_MS;
/** Discord allows 25 options in a menu. */
const MOST_OPTIONS = 25;

export interface WeeklyPorts {
  readonly store: Store;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly directory: Directory;
}

/** Makes the next post due, once, in every channel where series are announced. */
export function planWeekly({ store, clock, directory }: WeeklyPorts, guildId: GuildId): void {
  const nowMs = clock.nowMs();
  const zone = timetableZone(store, guildId);
  const thisWeek = dateAfter(localMondayOf(zone, nowMs), 7);
  // What is past when it is made is never caught up, so on a Sunday after nine it is the next one's.
  const isPast = postedAtMs(zone, thisWeek) <= nowMs;
  const monday = isPast ? dateAfter(thisWeek, 7) : thisWeek;
  const dueAtMs = postedAtMs(zone, monday);
  const channels = new Set(
    store.series
      .list(guildId)
      .filter(({ paused }) => !paused)
      .map(({ announce }) => directory.textChannel(guildId, announce))
      .filter((channelId) => channelId !== null),
  );
  for (const channelId of channels) {
    store.due.add(
      {
        guildId,
        occurrenceId: WHOLE_GUILD,
        kind: `weekly.${monday}.${channelId}`,
        revision: 1,
        channelId,
        dueAtMs,
        expiresAtMs: dueAtMs + WINDOW_MS,
        action: { do: 'post', text: { key: 'weekly', params: { monday } } },
      },
      nowMs,
    );
  }
}

/** Null when the week has no session that is announced there. */
export function weeklyPost(
  { store, directory }: Pick<WeeklyPorts, 'store' | 'directory'>,
  row: Due,
  marker: string,
  texts: Texts,
): Message | null {
  const { guildId, channelId } = row;
  const monday = row.action.do === 'post' ? row.action.text.params['monday'] : null;
  if (typeof monday !== 'string') return null;
  const zone = timetableZone(store, guildId);
  const [fromMs, toMs] = [startOf(zone, monday), startOf(zone, dateAfter(monday, 7))];
  const series = store.series.list(guildId).filter((each) => isAnnouncedIn(each, channelId));
  const seriesById = new Map(series.map((each) => [each.id, each]));
  const exceptions = store.occurrences.exceptions(guildId, fromMs);
  const sessions = sessionsBetween({ guildId, series, exceptions }, fromMs, toMs).flatMap(
    ({ seriesId, startsAtMs, cancelled }) => {
      const of = seriesById.get(seriesId);
      if (!of || cancelled) return [];
      const roomId = directory.voiceChannel(guildId, of.room);
      return [{ name: of.name, startsAtMs, zone: of.rule.zone, roomId }];
    },
  );
  if (sessions.length === 0) return null;
  const text = texts.signUp.weekly({ sessions, zone, mondayAtMs: fromMs });
  const my = signUpButton(texts, 'my', marker, null);
  return { text, rows: [menu(series, marker, texts), [my]] };

  function isAnnouncedIn({ announce, paused }: Series, wanted: ChannelId): boolean {
    return !paused && directory.textChannel(guildId, announce) === wanted;
  }
}

function menu(series: readonly Series[], marker: string, { signUp }: Texts): ControlRow {
  return [
    {
      kind: 'menu',
      id: formatComponentId({ action: 'signUpSeries', marker, occurrenceId: null }),
      placeholder: signUp.labels.weeklyPlaceholder(),
      options: series.slice(0, MOST_OPTIONS).map(({ id, name }) => ({
        value: id,
        label: signUp.labels.series({ name }),
      })),
    },
  ];
}

const postedAtMs = (zone: string, monday: string): number =>
  momentOf(zone, dateAfter(monday, -1), POSTED_AT);

const startOf = (zone: string, date: string): number => momentOf(zone, date, '00:00');

function momentOf(zone: string, date: string, wallTime: string): number {
  const moment = instantOf(zone, date, wallTime);
  return moment.ok ? moment.atMs : moment.nextAtMs;
}

/** A date carries no zone: each stands for its midnight in UTC. */
function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
