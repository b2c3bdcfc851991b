/** What each address of the stand-in answers, and what goes wrong there. */
import type { ServerResponse } from 'node:http';
import {
  CLIENT_ID,
  ERROR_XML,
  HOSTS,
  homePage,
  mimeTypeOf,
  oEmbed,
  playlistText,
  scriptText,
  trackAsTold,
  trackJson,
  trackPage,
  type StandinTrack,
} from './sound-cloud-answers.ts';
import type { PiecedAudio } from './sound-cloud-audio.ts';
import { failureOf, type Failures, type Stage } from './sound-cloud-failures.ts';

export interface StandinRequest {
  readonly host: string;
  /** With its query. */
  readonly path: string;
  /** Null for an address that SoundCloud does not have. */
  readonly stage: Stage | null;
}

export interface Asker {
  readonly response: ServerResponse;
  reset(): void;
}

/** What it remembers is only how often each signed address was used. */
export function createSite(tracks: readonly StandinTrack[]) {
  let failures: Failures = [];
  let signatures = 0;
  const usesBySignature = new Map<string, number>();
  const drips = new Set<NodeJS.Timeout>();

  function answer(asked: StandinRequest, asker: Asker): void {
    const { stage } = asked;
    if (stage === null) return send(asker, 421, 'text/plain', 'Misdirected');
    if (failureOf(failures, 'reset')?.at.includes(stage)) return asker.reset();
    if (failureOf(failures, 'silent')?.at.includes(stage)) return;
    const redirect = failureOf(failures, 'redirects');
    if (redirect?.at === stage) {
      asker.response.writeHead(302, { location: redirect.to }).end();
      return;
    }
    const status = failureOf(failures, 'status');
    if (status?.at.includes(stage)) return send(asker, status.status, 'text/plain', 'No');
    const isJson = stage === 'oEmbed' || stage === 'api' || stage === 'media';
    if (isJson && failureOf(failures, 'rateLimited')) {
      asker.response.setHeader('retry-after', '60');
      return send(asker, 429, 'text/plain', 'Too many requests');
    }
    if (isJson && failureOf(failures, 'htmlForJson')) {
      return send(asker, 200, 'text/html; charset=utf-8', '<!DOCTYPE html><p>Sorry</p>');
    }
    answerStage(stage, new URL(`https://${asked.host}${asked.path}`), asker);
  }

  function answerStage(stage: Stage, url: URL, asker: Asker): void {
    switch (stage) {
      case 'home':
        return send(asker, 200, 'text/html; charset=utf-8', homePage());
      case 'script':
        return send(
          asker,
          200,
          'application/javascript',
          scriptText(url.pathname.split('/').at(-1) ?? ''),
        );
      case 'page':
      case 'oEmbed':
      case 'api':
        return tellOfTrack(stage, url, asker);
      case 'media':
        return sign(url, asker);
      case 'playlist':
      case 'segment':
        return handOut(stage, url, asker);
    }
  }

  function tellOfTrack(stage: 'page' | 'oEmbed' | 'api', url: URL, asker: Asker): void {
    if (stage === 'api' && !isClient(url)) return send(asker, 401, 'application/json', '{}');
    const isById = stage === 'api' && url.pathname.startsWith('/tracks/');
    const page = stage === 'page' ? url : urlOrNull(url.searchParams.get('url') ?? '');
    const found = tracks.find((track) =>
      isById
        ? url.pathname === `/tracks/${track.id}`
        : page?.host === HOSTS.pages && page.pathname === `/${track.user}/${track.slug}`,
    );
    if (!found || failureOf(failures, 'gone')) {
      return send(asker, 404, 'application/json', '{}');
    }
    const track = trackAsTold(found, failures);
    if (stage === 'page') return send(asker, 200, 'text/html', trackPage(track));
    if (stage === 'oEmbed') return sendJson(asker, oEmbed(track));
    sendJson(asker, trackJson(track, failures, found.user));
  }

  function sign(url: URL, asker: Asker): void {
    const [, , , kind] = url.pathname.split('/');
    const id = Number(/soundcloud:tracks:(\d+)/.exec(url.pathname)?.[1]);
    const track = tracks.find((candidate) => trackAsTold(candidate, failures).id === id);
    const audio = track?.audio.find((candidate) => `${candidate.kind}-standin` === kind);
    if (!isClient(url)) return send(asker, 401, 'application/json', '{}');
    if (!track || !audio || failureOf(failures, 'gone')) {
      return send(asker, 404, 'application/json', '{}');
    }
    signatures += 1;
    const signature = `signature-${signatures}`;
    usesBySignature.set(signature, 0);
    sendJson(asker, {
      url:
        `https://${HOSTS[audio.kind]}/playlist/${track.id}/${audio.kind}/playlist.m3u8` +
        `?Policy=standin&Signature=${signature}&Key-Pair-Id=standin`,
    });
  }

  function handOut(stage: 'playlist' | 'segment', url: URL, asker: Asker): void {
    const [, , id, kind, name = ''] = url.pathname.split('/');
    const track = tracks.find((candidate) => candidate.id === Number(id));
    const audio = track?.audio.find((candidate) => candidate.kind === kind);
    const signature = url.searchParams.get('Signature') ?? '';
    const uses = usesBySignature.get(signature);
    const expiry = failureOf(failures, 'addressExpires');
    const isOver = uses === undefined || (expiry !== null && uses >= expiry.afterSegments);
    if (!track || !audio || isOver || failureOf(failures, 'forbidden')) {
      return send(asker, 403, 'application/xml', ERROR_XML);
    }
    if (stage === 'playlist') {
      const text = playlistText(track, audio, failures, signature);
      return send(asker, 200, 'application/vnd.apple.mpegurl', text);
    }
    if (name === 'init.mp4' && audio.init) return send(asker, 200, 'video/mp4', audio.init);
    usesBySignature.set(signature, uses + 1);
    sendPiece(audio, Number(name.split('.')[0]), asker);
  }

  function sendPiece(audio: PiecedAudio, index: number, asker: Asker): void {
    const bytes = audio.pieces[index]?.bytes;
    const type = mimeTypeOf(audio.kind);
    if (!bytes) return send(asker, 404, 'application/xml', ERROR_XML);
    const xml = failureOf(failures, 'errorXml');
    if (xml?.segment === index) {
      return send(asker, xml.status, xml.status === 200 ? type : 'application/xml', ERROR_XML);
    }
    const half = bytes.subarray(0, bytes.length / 2);
    if (failureOf(failures, 'truncated')?.segment === index) return send(asker, 200, type, half);
    if (failureOf(failures, 'noise')?.segment === index) {
      return send(asker, 200, type, noiseOf(bytes.length));
    }
    const head = { 'content-type': type, 'content-length': bytes.length };
    if (failureOf(failures, 'stalls')?.segment === index) {
      asker.response.writeHead(200, head).write(half);
      return;
    }
    if (failureOf(failures, 'cutShort')?.segment === index) {
      asker.response.writeHead(200, head).write(half, () => asker.response.destroy());
      return;
    }
    const slow = failureOf(failures, 'slow');
    if (slow) return drip(asker.response.writeHead(200, head), bytes, slow.bytesPerSecond);
    send(asker, 200, type, bytes);
  }

  /** Ten times a second, as slow lines give it. */
  function drip(response: ServerResponse, bytes: Buffer, bytesPerSecond: number): void {
    const step = Math.max(1, Math.round(bytesPerSecond / 10));
    let at = 0;
    const timer = setInterval(() => {
      response.write(bytes.subarray(at, at + step));
      at += step;
      if (at >= bytes.length) response.end();
    }, 100);
    drips.add(timer);
    response.once('close', () => {
      clearInterval(timer);
      drips.delete(timer);
    });
  }

  return {
    get failures(): Failures {
      return failures;
    },
    fail(wanted: Failures): void {
      failures = wanted;
    },
    answer,
    close(): void {
      for (const timer of drips) clearInterval(timer);
    },
  };
}

function isClient(url: URL): boolean {
  return url.searchParams.get('client_id') === CLIENT_ID;
}

function urlOrNull(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** Bytes without a pattern, the same each time. */
function noiseOf(length: number): Buffer {
  let state = 1;
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

function send({ response }: Asker, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function sendJson(asker: Asker, body: object): void {
  send(asker, 200, 'application/json; charset=utf-8', JSON.stringify(body));
}
