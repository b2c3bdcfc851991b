/**
 * flite, a small speech synthesiser, as WebAssembly: it sees nothing of the machine but one folder.
 * Its `slt` is the clearest of its voices; RHVoice is much clearer still.
 */
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

/** What is used of it; the compiler's own names for it come only with those of a browser. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => object;
};

const VOICE = 'slt';
/** How the folder is called within. */
const WITHIN = '/out';

/** Gives a function that writes a sentence to `name` in the folder, as a WAV file. It throws when that fails. */
export function loadFlite(
  wasmPath: string,
  folder: string,
): (sentence: string, name: string) => void {
  const module = new WebAssembly.Module(readFileSync(wasmPath));
  return (sentence, name) => {
    // A new one for each: whoever has ended once can't be begun again.
    const wasi = new WASI({
      version: 'preview1',
      args: ['flite', '-voice', VOICE, '-o', `${WITHIN}/${name}`, '-t', sentence],
      env: {},
      preopens: { [WITHIN]: folder },
      returnOnExit: true,
    });
    const instance = new WebAssembly.Instance(module, wasi.getImportObject());
    const exitCode = wasi.start(instance);
    if (exitCode !== 0) throw new Error(`flite ended with ${exitCode}.`);
  };
}
