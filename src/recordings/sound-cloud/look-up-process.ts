/**
 * The process that asks SoundCloud through play-dl, for one page: a question as a line of JSON
 * comes in, a line of JSON goes out, and a dot on the standard error for every time that something
 * came from the network. It ends when it has told, or when nobody waits any more.
 *
 * play-dl leaves rejections and stream errors that nobody handles, follows redirects wherever they
 * lead, and waits for ever: whatever escapes from it ends here, in words.
 */
import https, { type RequestOptions } from 'node:https';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { getFreeClientID, setToken, soundcloud, SoundCloudTrack } from 'play-dl';
import { GuardedAgent, RefusedHost } from './guarded-agent.ts';
import { signedStream } from './signed-stream.ts';
import { faultOfStatus } from './status-fault.ts';
import type { ToldAnswer, ToldFault, ToldTrack, TrackQuestion } from './told-track.ts';

const LOOK_MS = 200;
const MAX_TEXT = 500;

let refused: RefusedHost | null = null;
let step: 'client' | 'page' = 'client';
let hasTold = false;

/** Shows who waits that something still comes. */
class TalkingAgent extends GuardedAgent {
  override createConnection(
    options: RequestOptions,
    onConnected?: (fault: Error | null, socket: Duplex) => void,
  ): Duplex | null | undefined {
    const socket = super.createConnection(options, onConnected);
    if (socket instanceof Socket) tellOfArrivals(socket);
    return socket;
  }
}

function tellOfArrivals(socket: Socket): void {
  let seen = 0;
  const look = setInterval(() => {
    if (socket.bytesRead === seen) return;
    seen = socket.bytesRead;
    process.stderr.write('.');
  }, LOOK_MS);
  // Whether the process goes on is decided by its connections.
  look.unref();
  socket.once('close', () => clearInterval(look));
}

function tell(answer: ToldAnswer): void {
  if (hasTold) return;
  hasTold = true;
  process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0));
}

function tellFault(fault: unknown): void {
  const words = fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
  tell({ ok: false, why: whyOf(fault, words), words: words.slice(0, MAX_TEXT) });
}

/** play-dl has only words for it. */
function whyOf(fault: unknown, words: string): ToldFault {
  if (refused !== null || fault instanceof RefusedHost) return 'ELSEWHERE';
  const status = /Got (\d{3}) from the request/.exec(words)?.[1];
  if (status !== undefined) {
    const why = faultOfStatus(Number(status));
    // Where the key is read every page would be refused alike.
    return step === 'client' && (why === 'GONE' || why === 'CLOSED') ? 'UNREADABLE' : why;
  }
  const hasCode = fault instanceof Error && 'code' in fault && 'syscall' in fault;
  const isCut = /ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|socket|TLS|certificate/i.test(words);
  return hasCode || isCut ? 'NETWORK' : 'UNREADABLE';
}

async function lookUp({ address, standin, wantsStream }: TrackQuestion): Promise<void> {
  https.globalAgent = new TalkingAgent(standin, (host) => {
    refused = host;
  });
  const clientId = await getFreeClientID();
  await setToken({ soundcloud: { client_id: clientId } });
  step = 'page';
  const found = await soundcloud(address);
  if (!(found instanceof SoundCloudTrack)) {
    return tell({ ok: false, why: 'PLAYLIST', words: 'It is a list.' });
  }
  const stream = wantsStream ? await signedStream(found.formats, clientId) : null;
  tell({ ok: true, track: { ...toldOf(found), stream } });
}

/** What play-dl passes on unread may be of any type; whoever is told looks at it. */
function toldOf(track: SoundCloudTrack): Omit<ToldTrack, 'stream'> {
  const formats: readonly { readonly snipped?: boolean; readonly format: { protocol: string } }[] =
    track.formats;
  const isEvery = (claim: (one: (typeof formats)[number]) => boolean): boolean =>
    formats.length > 0 && formats.every(claim);
  return {
    trackId: asText(track.id),
    userId: asText(track.user.id),
    userAddress: track.user.url,
    address: track.permalink,
    durationMs: Math.round(track.durationInMs),
    title: asText(track.name).slice(0, MAX_TEXT),
    isPreview: isEvery(({ snipped }) => snipped === true),
    isProtected: isEvery(({ format }) => format.protocol.includes('encrypted')),
  };
}

function asText(value: string | number): string {
  return String(value);
}

process.on('uncaughtException', tellFault);
process.on('unhandledRejection', tellFault);
// play-dl waits for the end of an answer that was cut, and nothing is left that could bring it.
process.on('beforeExit', () => tellFault(new Error('The socket was closed early.')));

const questions = createInterface({ input: process.stdin });
questions.once('line', (line) => {
  // It stays open to tell that somebody waits, and that alone keeps nothing going.
  process.stdin.unref();
  // The only writer is `look-up.ts`, and the compiler holds it to this shape.
  lookUp(JSON.parse(line) as TrackQuestion).catch(tellFault);
});
// Nobody waits: whoever asked is gone.
questions.once('close', () => process.exit(1));
