/** The page's own style, script and sign, each under a name that changes with its content. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { makeDocument, type Document } from './document.ts';

export interface Assets {
  readonly style: string;
  readonly script: string;
  readonly sign: string;
  /** By their names. */
  readonly documents: ReadonlyMap<string, Document>;
}

export async function loadAssets(): Promise<Assets> {
  const documents = new Map<string, Document>();
  const keep = async (name: string, ending: string, contentType: string): Promise<string> => {
    const source = await readFile(new URL(`./page/${name}`, import.meta.url), 'utf8');
    const text = name.endsWith('.ts') ? withoutTypes(source) : source;
    const mark = createHash('sha256').update(text).digest('hex').slice(0, 12);
    const named = name.replace(/\.\w+$/, `.${mark}.${ending}`);
    documents.set(named, await makeDocument(contentType, [text]));
    return named;
  };
  return {
    style: await keep('page.css', 'css', 'text/css; charset=utf-8'),
    script: await keep('localise.ts', 'js', 'text/javascript; charset=utf-8'),
    sign: await keep('sign.svg', 'svg', 'image/svg+xml'),
    documents,
  };
}

/** Node warns that its own stripping is new; whoever starts the bot need not know. */
function withoutTypes(source: string): string {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source, { mode: 'strip' });
  } finally {
    process.emitWarning = emitWarning;
  }
}
