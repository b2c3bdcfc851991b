/**
 * The process that draws: a drawing as JSON comes in, the bytes of a PNG go out. It ends when
 * that is done, and the memory of the drawing library with it.
 */
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { png } from './canvas.ts';
import type { Drawing } from './drawing.ts';

// The only writer is `pictures.ts`, and the compiler holds it to this shape.
const drawing = (await json(process.stdin)) as Drawing;
await pipeline(Readable.from([await png(drawing)]), process.stdout);
