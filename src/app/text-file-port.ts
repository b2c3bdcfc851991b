/** What the app needs of the world to read a text that somebody hands over as a file. */
import type { AttachedFile } from './command.ts';

/** In bytes: an hour of spoken words, several times over. */
export const LONGEST_TEXT_FILE = 200_000;

export type TextFileReading =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly why:
        | 'TOO_LARGE'
        /** It is no text in UTF-8. */
        | 'NOT_TEXT'
        /** It could not be fetched. */
        | 'NOT_FETCHED';
    };

/** Never rejects for what the file holds or for what the outside does. */
export type ReadTextFile = (file: AttachedFile) => Promise<TextFileReading>;
