/** Where the sound of a pinned page is now, and whether it still is that page. */
import { AudioFault } from '../../app/audio-fault.ts';
import type { AudioFaultCode } from '../../app/ports.ts';
import type { PageFaultCode } from '../../domain/page-fault.ts';
import { pageChange, type SoundCloudPage } from '../../domain/sound-cloud.ts';
import { unreachable } from '../../domain/unreachable.ts';
import type { StreamFormat } from './stream-pieces.ts';

/** What a look at the page found. */
export type StreamLookUp =
  | {
      readonly ok: true;
      readonly page: SoundCloudPage;
      readonly format: StreamFormat;
      /** Of the playlist; signed, for some minutes. */
      readonly playlistAddress: string;
    }
  | { readonly ok: false; readonly why: PageFaultCode };

/** Never rejects. */
export type LookUpStream = (address: string, signal: AbortSignal) => Promise<StreamLookUp>;

export type StreamAddress = Extract<StreamLookUp, { ok: true }>;

/** Rejects with an AudioFault, also when the page is not the one that was pinned. */
export async function findStream(
  lookUp: LookUpStream,
  pinned: SoundCloudPage,
  signal: AbortSignal,
): Promise<StreamAddress> {
  const found = await lookUp(pinned.address, signal);
  if (!found.ok) throw streamFault(codeOf(found.why), found.why);
  const change = pageChange(pinned, found.page);
  if (change !== null) throw streamFault('IDENTITY_CHANGED', change);
  return found;
}

export function streamFault(code: AudioFaultCode, cause: unknown): AudioFault {
  return new AudioFault(code, `A recording can not be heard from its page: ${code}.`, { cause });
}

function codeOf(why: PageFaultCode): AudioFaultCode {
  switch (why) {
    case 'GONE':
    case 'PREVIEW_ONLY':
    case 'DRM':
    case 'RATE_LIMITED':
      return why;
    case 'WRONG_ACCOUNT':
    case 'DISAGREES':
    case 'PLAYLIST':
      return 'IDENTITY_CHANGED';
    case 'BAD_ADDRESS':
    case 'USER_PAGE':
    case 'SECRET_LINK':
    case 'SHORT_LINK':
    case 'NO_ACCOUNT':
    case 'NOT_HTTPS':
    case 'OTHER_SITE':
    case 'CLOSED':
    case 'ELSEWHERE':
    case 'CRASHED':
    case 'NETWORK':
    case 'TIMEOUT':
    case 'UNREADABLE':
    case 'RESTING':
      return 'UNREACHABLE';
    default:
      return unreachable(why);
  }
}
