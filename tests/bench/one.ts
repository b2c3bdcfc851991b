/** Runs one bench in this process and sends what it found to the process that started it. */
import type { Bench } from './bench.ts';

const [path = ''] = process.argv.slice(2);
const { bench } = (await import(path)) as { readonly bench: Bench };
const result = await bench.run();
process.send?.(result, () => process.exit(0));
