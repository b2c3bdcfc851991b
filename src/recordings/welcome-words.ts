/** Translations of the welcome that nobody has approved yet: `voice/<language>/welcome.proposed.txt`. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Wording } from '../domain/wording.ts';

const FILE = 'welcome.proposed.txt';

/** By language. */
export type Proposals = ReadonlyMap<string, Wording>;

export async function loadProposals(voiceFolder: string): Promise<Proposals> {
  const proposals = new Map<string, Wording>();
  if (!existsSync(voiceFolder)) return proposals;
  for (const language of await readdir(voiceFolder)) {
    const path = join(voiceFolder, language, FILE);
    if (!existsSync(path)) continue;
    proposals.set(language, wordingOf((await readFile(path, 'utf8')).trimEnd()));
  }
  return proposals;
}

/** The hash is that of a file of these words, which ends in a line break. */
export function wordingOf(words: string): Wording {
  return { words, sha256: sha256OfText(`${words}\n`) };
}

export function sha256OfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The words in a file of their own, where there is one: that is what a person would edit. */
export async function shownText(folder: string, id: string, listed: string): Promise<string> {
  try {
    return (await readFile(join(folder, `${id}.txt`), 'utf8')).trimEnd();
  } catch {
    // Most sentences have no such file; then the manifest's words are the ones that are shown.
    return listed;
  }
}
