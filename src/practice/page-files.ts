/** The page's own files, with the types stripped from its TypeScript so that a browser runs it. */
import { readFile, readdir } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('./page', import.meta.url));

const CONTENT_TYPE_BY_ENDING: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
};

export interface PageFile {
  readonly contentType: string;
  readonly text: string;
}

/** Every file that the page is made of, by its name; read once, so nothing else can be asked for. */
export async function readPageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const names = (await readdir(FOLDER)).filter((name) => extname(name) in CONTENT_TYPE_BY_ENDING);
  const files = names.map(async (name): Promise<[string, PageFile]> => {
    const text = await readFile(join(FOLDER, name), 'utf8');
    const ending = extname(name);
    const contentType = CONTENT_TYPE_BY_ENDING[ending] ?? 'text/plain';
    return [name, { contentType, text: ending === '.ts' ? withoutTypes(text) : text }];
  });
  return new Map(await Promise.all(files));
}

/** Node warns that its own stripping is new; whoever starts the practice room need not know. */
function withoutTypes(source: string): string {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source, { mode: 'strip' });
  } finally {
    process.emitWarning = emitWarning;
  }
}
