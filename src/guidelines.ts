/** The eight points of the community's guidelines, as `data/` holds them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandApp } from './app/command.ts';

/** The eight points by language, each with a title and a text. */
export async function readGuidelines(dataFolder: string): Promise<CommandApp['guidelines']> {
  const english = await readPoints(dataFolder, 'en');
  const translations = ['es', 'de', 'fr'].map(
    async (language) => [language, await readPoints(dataFolder, language)] as const,
  );
  const pointsByLanguage = new Map(await Promise.all(translations));
  return (tag) => pointsByLanguage.get(tag.toLowerCase().split('-')[0] ?? '') ?? english;
}

async function readPoints(dataFolder: string, language: string) {
  const name = `guidelines.${language}.json`;
  const points: unknown = JSON.parse(await readFile(join(dataFolder, name), 'utf8'));
  if (Array.isArray(points) && points.every(isPoint)) return points;
  throw new Error(`data/${name} is not a list of points with a title and a text.`);
}

function isPoint(point: unknown): point is { title: string; text: string } {
  return (
    typeof point === 'object' &&
    point !== null &&
    'title' in point &&
    typeof point.title === 'string' &&
    'text' in point &&
    typeof point.text === 'string'
  );
}
