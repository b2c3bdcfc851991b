/** Takes a file that somebody hands over on the page, as it comes, and says what became of it. */
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { TooLarge } from './handed-files.ts';
import { MOST_FILE_BYTES, type HandOverAnswer } from './page/protocol.ts';
import { words } from './page/words.ts';
import type { World } from './world.ts';

const TOO_LARGE: HandOverAnswer = { words: words.fileTooLarge };

export async function handOverAnswer(
  world: World,
  name: string,
  { body, headers }: Request,
  onTrouble: (cause: unknown) => void,
): Promise<Response> {
  if (Number(headers.get('content-length')) > MOST_FILE_BYTES) return answer(TOO_LARGE, 413);
  try {
    const content =
      body === null ? new Uint8Array() : Readable.fromWeb(body as WebStream<Uint8Array>);
    const type = headers.get('content-type') ?? '';
    const { id } = await world.handedFiles.keep(name, content, type);
    return answer({ fileId: id }, 201);
  } catch (cause) {
    if (cause instanceof TooLarge) return answer(TOO_LARGE, 413);
    // The page went away, or the disk is full: whoever still looks is told that it did not work.
    onTrouble(cause);
    return answer({ words: words.fileNotTaken }, 500);
  }
}

function answer(what: HandOverAnswer, status: number): Response {
  return Response.json(what, { status });
}
