/** What a look over everything needs of the world besides what sessions need. */
import type { ChannelId, GuildId } from '../domain/identity.ts';
import type { ChannelUse, DiskState, PermissionName } from '../domain/preflight.ts';

/** How the platform has answered a question that needs the token. */
export type PlatformAnswer =
  | {
      readonly kind: 'accepted';
      /** How far this machine's clock is ahead of the platform's date; null when it told none. */
      readonly aheadMs: number | null;
    }
  | { readonly kind: 'refused'; readonly aheadMs: number | null }
  | { readonly kind: 'away'; readonly cause: string };

export interface Platform {
  /** One question. Never rejects for what the platform answers. */
  ask(): Promise<PlatformAnswer>;
}

export interface ChannelPermissions {
  /**
   * A channel's name, and what the bot may not do there of what that use needs, from what the
   * platform has told; null when the channel, or the bot's own member, is not in view.
   */
  inChannel(
    guildId: GuildId,
    channelId: ChannelId,
    uses: readonly ChannelUse[],
  ): { readonly name: string; readonly missing: readonly PermissionName[] } | null;
}

export interface DataDisk {
  /** Of the folder that holds the database and the recordings. Never rejects. */
  look(): Promise<DiskState>;
}

export interface ZoneData {
  /** `2026c`; null when this process has none. */
  readonly version: string | null;
}

export interface PreflightOutside {
  readonly platform: Platform;
  readonly permissions: ChannelPermissions;
  readonly disk: DataDisk;
  readonly zoneData: ZoneData;
}
