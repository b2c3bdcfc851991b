/**
 * Makes data/bells: the opening bell (three strokes) and the closing bell (one), and their manifest.
 * Needs: Node 24, the project's npm ci, and ffmpeg with libopus (Debian: ffmpeg). Run: node data/make/ring-bells.ts
 */
import { fileURLToPath } from 'node:url';
import { BELL_BIT_RATE_KBPS, rung } from './bell.ts';
import { writeOpus } from './ffmpeg.ts';
import { madeFile, writeManifest } from './made-file.ts';
import { paddedToFrames } from '../../src/recordings/speech/pcm.ts';

const LICENCE = 'GPL-3.0-or-later';
const FOLDER = fileURLToPath(new URL('../bells/', import.meta.url));

const STROKES_BY_ID = { opening: 3, closing: 1 };

const entries = Object.entries(STROKES_BY_ID).map(([id, strokes]) => {
  const file = `${id}.opus`;
  writeOpus(paddedToFrames(rung(strokes)), BELL_BIT_RATE_KBPS, `${FOLDER}${file}`);
  return [id, { file, ...madeFile(`${FOLDER}${file}`), licence: LICENCE }];
});
await writeManifest(`${FOLDER}manifest.json`, Object.fromEntries(entries));
