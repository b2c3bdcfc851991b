import { createHash } from 'node:crypto';
import type { SoundCloudPage } from '../domain/sound-cloud.ts';

/** What stands for the file where there is none: lower-case hex, of the pinned page in one fixed form. */
export function pageSha256({ address, trackId, userId, durationMs }: SoundCloudPage): string {
  const pinned = JSON.stringify({ address, trackId, userId, durationMs });
  return createHash('sha256').update(pinned).digest('hex');
}
