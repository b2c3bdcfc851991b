/** The table of threats in CONTRIBUTING.md and the tests of this folder name each other. */
import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './dependencies.ts';

/** A test at the left margin: `test('...'`, `test.each(table)('...'` or the end of a longer table. */
const TITLE = /^(?:test(?:\.\w+)*(?:\([^()\n]*\))?|\]\))\(\s*'((?:[^'\\]|\\.)*)'/gm;

interface Named {
  /** Below `tests`, without its ending. */
  readonly file: string;
  readonly title: string;
}

const guide = readFileSync(join(rootFolder, 'CONTRIBUTING.md'), 'utf8');
const [, chapter = ''] = guide.split('\n## Threats\n');
const rows = (chapter.split('\n## ')[0] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()));

const namedIn = (cell: string): Named[] =>
  cell.split('<br>').flatMap((part) => {
    const [, file = '', titles = ''] = /^`([^`]+)`: (.*)$/.exec(part) ?? [];
    return [...titles.matchAll(/“([^”]*)”/g)].map(([, title = '']) => ({ file, title }));
  });
const named = rows.flatMap(([, , , tests = '']) => namedIn(tests));

const nameOf = ({ file, title }: Named): string => `${file}: ${title}`;

const sourceOf = (file: string): string =>
  readFileSync(join(rootFolder, 'tests', `${file}.test.ts`), 'utf8');

const own: Named[] = readdirSync(join(rootFolder, 'tests/security'))
  .filter((name) => name.endsWith('.test.ts') && !name.startsWith('threats'))
  .flatMap((name) => {
    const file = `security/${name.replace('.test.ts', '')}`;
    return [...sourceOf(file).matchAll(TITLE)].map(([, title = '']) => ({ file, title }));
  });

test('every row says who, where and by which test, and there is such a test', () => {
  expect(rows.length).toBeGreaterThan(30);
  for (const [, who, where, tests = ''] of rows) {
    expect(who).not.toBe('');
    expect(where).not.toBe('');
    expect(namedIn(tests).length).toBeGreaterThan(0);
  }
  const missing = named.filter(({ file, title }) => !sourceOf(file).includes(`'${title}'`));
  expect(missing).toEqual([]);
});

test('every test of this folder stands in the table, once', () => {
  expect(own.length).toBeGreaterThan(40);
  const inTable = named.filter(({ file }) => file.startsWith('security/')).map(nameOf);
  expect(inTable.toSorted()).toEqual(own.map(nameOf).toSorted());
});
