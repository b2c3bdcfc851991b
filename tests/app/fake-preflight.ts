/** What a look over everything sees of the outside, as a test has set it. */
import type { PlatformAnswer, PreflightOutside } from '../../src/app/preflight-port.ts';
import type { ChannelId } from '../../src/domain/identity.ts';
import type { DiskState, PermissionName } from '../../src/domain/preflight.ts';

export interface FakePreflight extends PreflightOutside {
  /** How often everything was begun to be looked over. */
  readonly asked: number;
  answer: PlatformAnswer;
  disk: PreflightOutside['disk'] & { state: DiskState };
  readonly missingById: Map<ChannelId, readonly PermissionName[]>;
}

export function createFakePreflight(): FakePreflight {
  const missingById = new Map<ChannelId, readonly PermissionName[]>();
  const disk = {
    state: { kind: 'writable', freeBytes: 5_000_000_000 } as DiskState,
    look: () => Promise.resolve(disk.state),
  };
  const fake = {
    asked: 0,
    answer: { kind: 'accepted', aheadMs: 0 } as PlatformAnswer,
    disk,
    missingById,
    platform: {
      ask(): Promise<PlatformAnswer> {
        fake.asked += 1;
        return Promise.resolve(fake.answer);
      },
    },
    permissions: {
      inChannel: (_guildId: unknown, channelId: ChannelId) => ({
        name: `channel ${channelId}`,
        missing: missingById.get(channelId) ?? [],
      }),
    },
    zoneData: { version: '2026c' },
  };
  return fake;
}
