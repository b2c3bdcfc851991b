/**
 * Ids are branded strings, so that a channel is never passed where a guild is meant.
 * They cost nothing at run time: `asId<GuildId>('1')` is the string itself.
 */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** A Discord server. */
export type GuildId = Id<'Guild'>;
/** A Discord channel, text or voice. */
export type ChannelId = Id<'Channel'>;
/** A Discord account. */
export type UserId = Id<'User'>;
/** A Discord role. */
export type RoleId = Id<'Role'>;
/** A Discord message. */
export type MessageId = Id<'Message'>;
/** A series in the timetable, as the coordinator named it: `morning`. */
export type SeriesId = Id<'Series'>;
/** One session: its series and its original local date, `morning@2026-12-01`. */
export type OccurrenceId = Id<'Occurrence'>;
/** An entry of the allowlist: `self-kindness`. */
export type RecordingId = Id<'Recording'>;

declare const personBrand: unique symbol;
/**
 * A person within a guild, as every table but one knows them: the Discord id stands only
 * beside this number, so that forgetting the one forgets the person.
 */
export type PersonNumber = number & { readonly [personBrand]: true };

/** Names a plain string as an id; only where data enters the program. */
export function asId<T extends Id<string>>(text: string): T {
  return text as T;
}
