/** Loaded before the simulation: makes one deliberate mistake in the program while it is read. */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { MUTATIONS } from './mutations.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const name = process.env['MUTATION'];
const mutation = MUTATIONS.find((one) => one.name === name);
if (!mutation) throw new Error(`No mutation is called ${name}.`);
const unread = new Set(mutation.edits);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.startsWith('file:')) return loaded;
    const file = fileURLToPath(url).slice(project.length);
    const edits = mutation.edits.filter((edit) => edit.file === file);
    if (edits.length === 0) return loaded;
    const { source } = loaded;
    let text = typeof source === 'string' ? source : new TextDecoder().decode(source);
    for (const edit of edits) {
      if (text.split(edit.find).length !== 2) {
        throw new Error(`${file} does not hold this exactly once: ${edit.find}`);
      }
      text = text.replace(edit.find, () => edit.replace);
      unread.delete(edit);
    }
    return { ...loaded, source: text };
  },
});

process.on('exit', (code) => {
  if (code === 0 && unread.size > 0) process.exitCode = 4;
});
