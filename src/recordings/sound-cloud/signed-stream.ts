/** Where a track's sound is handed out, asked for in the process that has its key. */
import { get } from 'node:https';
import type { StreamFormat } from './stream-pieces.ts';
import type { ToldStream } from './told-track.ts';

/** As play-dl passes it on: what SoundCloud says, unread. */
interface Transcoding {
  readonly url: string;
  readonly snipped?: boolean;
  readonly format: { readonly protocol: string; readonly mime_type: string };
}

/** SoundCloud hands new recordings out as AAC alone; the others are for those that it still has. */
const KINDS: readonly { readonly mimeType: string; readonly format: StreamFormat }[] = [
  { mimeType: 'audio/mp4', format: 'mov' },
  { mimeType: 'audio/mpeg', format: 'mp3' },
  { mimeType: 'audio/ogg', format: 'ogg' },
];
const MAX_ANSWER = 65_536;

/** Null when nothing whole and unprotected is handed out. Rejects in play-dl's words. */
export async function signedStream(
  transcodings: readonly Transcoding[],
  clientId: string,
): Promise<ToldStream | null> {
  for (const { mimeType, format } of KINDS) {
    const found = transcodings.find(
      ({ snipped, format: offered }) =>
        offered.protocol === 'hls' &&
        offered.mime_type.split(';')[0] === mimeType &&
        snipped !== true,
    );
    if (!found) continue;
    const address = new URL(found.url);
    address.searchParams.set('client_id', clientId);
    return { format, playlistAddress: addressIn(await textAt(address)) };
  }
  return null;
}

function addressIn(text: string): string {
  const answer: unknown = JSON.parse(text);
  const url = typeof answer === 'object' && answer !== null && 'url' in answer ? answer.url : null;
  if (typeof url !== 'string') throw new Error('No address is in the answer.');
  return url;
}

/** By the agent that guards all of this process. */
function textAt(address: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = get(address, (response) => {
      if (response.statusCode !== 200) {
        reject(new Error(`Got ${response.statusCode} from the request`));
        asked.destroy();
        return;
      }
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MAX_ANSWER) asked.destroy(new Error('The answer has no end.'));
      });
      response.on('error', reject);
      response.on('end', () => resolve(text));
    });
    asked.on('error', reject);
  });
}
