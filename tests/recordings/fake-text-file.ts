import { LONGEST_TEXT_FILE, type ReadTextFile } from '../../src/app/text-file-port.ts';

/** Files that hold their own name: what is in one follows from what it is called. */
export const readFakeTextFile: ReadTextFile = async ({ name, sizeBytes }) => {
  if (sizeBytes > LONGEST_TEXT_FILE) return { ok: false, why: 'TOO_LARGE' };
  if (sizeBytes === 0) return { ok: false, why: 'NOT_FETCHED' };
  return name.endsWith('.txt')
    ? { ok: true, text: `The words of ${name}.` }
    : { ok: false, why: 'NOT_TEXT' };
};
