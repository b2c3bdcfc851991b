/** What SoundCloud's pages and its API say about a track. Plain data in, texts out. */
import type { PiecedAudio } from './sound-cloud-audio.ts';
import { failureOf, type Failures } from './sound-cloud-failures.ts';

export interface StandinTrack {
  readonly id: number;
  readonly userId: number;
  /** As it stands in addresses: `https://soundcloud.com/<user>/<slug>`. */
  readonly user: string;
  /** As people read it; `user` when left out. */
  readonly userName?: string;
  readonly slug: string;
  readonly title: string;
  readonly durationMs: number;
  /** What it is handed out as, in the order in which it is listed. */
  readonly audio: readonly PiecedAudio[];
}

export const HOSTS = {
  pages: 'soundcloud.com',
  scripts: 'a-v2.sndcdn.com',
  api: 'api-v2.soundcloud.com',
  mp3: 'cf-hls-media.sndcdn.com',
  opus: 'cf-hls-opus-media.sndcdn.com',
  aac: 'playback.media-streaming.soundcloud.cloud',
} as const;

export const CLIENT_ID = 'standinstandinstandinstandin1234';

const PREVIEW_MS = 30_000;
const FORMATS = {
  mp3: { preset: 'mp3_1_0', mimeType: 'audio/mpeg', ending: '128.mp3' },
  opus: { preset: 'opus_0_0', mimeType: 'audio/ogg; codecs="opus"', ending: '64.opus' },
  aac: { preset: 'aac_160k', mimeType: 'audio/mp4; codecs="mp4a.40.2"', ending: 'm4s' },
} as const;

export const mimeTypeOf = (kind: PiecedAudio['kind']): string =>
  FORMATS[kind].mimeType.split(';')[0] ?? '';

/** The track as it is told about now. */
export function trackAsTold(track: StandinTrack, failures: Failures): StandinTrack {
  const owner = failureOf(failures, 'ownerChanged');
  const id = failureOf(failures, 'trackReplaced')?.id ?? track.id;
  const durationMs = failureOf(failures, 'durationChanged')?.durationMs ?? track.durationMs;
  return { ...track, id, durationMs, ...(owner ? { userId: owner.userId, user: owner.user } : {}) };
}

export function homePage(): string {
  const body = ['0-standin', '1-standin', '49-standin'].map(scriptTag).join('\n');
  return `<!DOCTYPE html><html><head><title>Stand-in</title></head><body>\n${body}\n</body></html>`;
}

const scriptTag = (name: string): string =>
  `<script crossorigin src="https://${HOSTS.scripts}/assets/${name}.js"></script>`;

/** The client id stands in the last of the page's scripts. */
export function scriptText(name: string): string {
  const text = '"use strict";(self.webpackChunk=self.webpackChunk||[]).push([[49],{}]);';
  return name.startsWith('49-') ? `${text}var q={app_version:"1",client_id:"${CLIENT_ID}"};` : text;
}

export function trackPage({ title, user, userName }: StandinTrack): string {
  return `<!DOCTYPE html><html><head><title>${title} by ${userName ?? user}</title></head></html>`;
}

export function oEmbed(track: StandinTrack): object {
  const userName = track.userName ?? track.user;
  const player = `https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F${track.id}&show_artwork=true`;
  return {
    version: 1,
    type: 'rich',
    provider_name: 'SoundCloud',
    provider_url: 'https://soundcloud.com',
    height: 400,
    width: '100%',
    title: `${track.title} by ${userName}`,
    description: '',
    thumbnail_url: 'https://i1.sndcdn.com/artworks-standin-t500x500.jpg',
    html:
      '<iframe width="100%" height="400" scrolling="no" frameborder="no" ' +
      `src="https://w.soundcloud.com/player/?visual=true&url=${player}"></iframe>`,
    author_name: userName,
    author_url: `https://${HOSTS.pages}/${track.user}`,
  };
}

/** What `resolve` and `tracks/<id>` answer, as much of it as anybody reads. */
export function trackJson(track: StandinTrack, failures: Failures, slugOwner: string): object {
  const isSnipped = failureOf(failures, 'previewOnly') !== null;
  const duration = isSnipped ? Math.min(PREVIEW_MS, track.durationMs) : track.durationMs;
  const userPage = `https://${HOSTS.pages}/${track.user}`;
  return {
    kind: 'track',
    id: track.id,
    title: track.title,
    permalink: track.slug,
    permalink_url: `https://${HOSTS.pages}/${slugOwner}/${track.slug}`,
    uri: `https://api.soundcloud.com/tracks/${track.id}`,
    urn: `soundcloud:tracks:${track.id}`,
    duration,
    full_duration: track.durationMs,
    policy: isSnipped ? 'SNIP' : 'ALLOW',
    sharing: 'public',
    streamable: true,
    artwork_url: null,
    publisher_metadata: null,
    user_id: track.userId,
    user: {
      kind: 'user',
      id: track.userId,
      username: track.userName ?? track.user,
      permalink: track.user,
      permalink_url: userPage,
      verified: false,
      description: null,
      first_name: '',
      last_name: '',
      full_name: '',
      avatar_url: '',
    },
    media: { transcodings: transcodings(track, failures, duration) },
  };
}

function transcodings(track: StandinTrack, failures: Failures, durationMs: number): object[] {
  const isEncrypted = failureOf(failures, 'encryptedOnly') !== null;
  const snipped = failureOf(failures, 'previewOnly') !== null;
  return track.audio.flatMap(({ kind }) => {
    const { preset, mimeType } = FORMATS[kind];
    const protocols = isEncrypted
      ? ['ctr-encrypted-hls', 'cbc-encrypted-hls']
      : kind === 'mp3'
        ? ['hls', 'progressive']
        : ['hls'];
    return protocols.map((protocol) => ({
      url:
        `https://${HOSTS.api}/media/soundcloud:tracks:${track.id}/` +
        `${kind}-standin/${snipped ? 'preview' : 'stream'}/${protocol}`,
      preset,
      duration: durationMs,
      snipped,
      format: { protocol, mime_type: mimeType },
      quality: 'sq',
    }));
  });
}

/** Of one signed address. A preview ends with the piece in which its 30 s end. */
export function playlistText(
  track: StandinTrack,
  audio: PiecedAudio,
  failures: Failures,
  signature: string,
): string {
  const address = (name: string): string =>
    `https://${HOSTS[audio.kind]}/media/${track.id}/${audio.kind}/${name}?Policy=standin` +
    `&Signature=${signature}&Key-Pair-Id=standin`;
  const isSnipped = failureOf(failures, 'previewOnly') !== null;
  const rows: string[] = [];
  let reachedMs = 0;
  audio.pieces.forEach(({ durationMs }, index) => {
    if (isSnipped && reachedMs >= PREVIEW_MS) return;
    reachedMs += durationMs;
    const name = `${index}.${FORMATS[audio.kind].ending}`;
    rows.push(`#EXTINF:${(durationMs / 1000).toFixed(6)},`, address(name));
  });
  const longest = Math.max(...audio.pieces.map(({ durationMs }) => durationMs));
  return [
    '#EXTM3U',
    `#EXT-X-VERSION:${audio.init ? 7 : 3}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXT-X-TARGETDURATION:${Math.ceil(longest / 1000)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    ...(audio.init ? [`#EXT-X-MAP:URI="${address('init.mp4')}"`] : []),
    ...rows,
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
}

/** As the content network says no. */
export const ERROR_XML =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code>' +
  `<Message>Access denied</Message><RequestId>${'0'.repeat(4096)}</RequestId></Error>`;
