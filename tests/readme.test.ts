/** The README names every command and every setting that there is, and no others. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { commands } from '../commands/index.ts';
import type { Command } from '../src/app/command.ts';
import { readConfig } from '../src/config.ts';
import { INVITED_PERMISSIONS } from '../src/discord/invite.ts';
import { permissionLine } from '../src/texts/invitation.ts';

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const readme = read('README.md');
/** The cells of every line of a table, without the padding. */
const tableRows = readme
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** Every command as people type it: `/play`, `/schedule`, `/schedule add`. */
const commandNames = commands.flatMap((command) =>
  'subcommands' in command
    ? [`/${command.name}`, ...command.subcommands.map(({ name }) => `/${command.name} ${name}`)]
    : [`/${command.name}`],
);

const AUDIENCE: Readonly<Record<Command['audience'], string>> = {
  everyone: 'everyone',
  volunteer: 'volunteers, teachers and coordinators',
  teacher: 'teachers and coordinators',
  coordinator: 'coordinators',
};

describe('the commands in the README', () => {
  const named = [...readme.matchAll(/`(\/[a-z][a-z-]*(?: [a-z-]+)?)[^`]*`/g)].map(
    ([, name = '']) => name,
  );

  test('all that there are, and no others', () => {
    expect([...new Set(named)].toSorted()).toEqual(commandNames.toSorted());
  });

  test.each(commands.map((command) => [command.name, command] as const))(
    '/%s stands in the table with those who may use it',
    (name, command) => {
      const row = tableRows.find(([first, , who]) => first === `\`/${name}\`` && who !== undefined);
      const own = 'subcommands' in command ? command.subcommands : [command];
      expect(own.map(({ audience }) => AUDIENCE[audience])).toEqual(own.map(() => row?.[2]));
    },
  );
});

describe('the settings in the README', () => {
  const asked = new Set<string>();
  const environment = new Proxy<Record<string, string>>(
    { DISCORD_TOKEN: 'a.b.c' },
    {
      get(set, name: string) {
        asked.add(name);
        return set[name];
      },
    },
  );
  readConfig(environment);
  const settings = [...asked].toSorted();

  test('all that are read, and no others', () => {
    const named = tableRows.flatMap(([first = '']) => /^`([A-Z][A-Z_]+)`$/.exec(first)?.[1] ?? []);
    expect(named.toSorted()).toEqual(settings);
  });

  test('the example of a settings file has no others either', () => {
    const named = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(0);
    expect(settings).toEqual(expect.arrayContaining(named));
  });
});

/** The texts have typographic apostrophes, the README has those of a keyboard. */
const asTyped = (line: string): string => line.replaceAll('’', "'");

test('the permissions in the README are those of the invitation, with the same reasons', () => {
  const head = tableRows.findIndex(([name]) => name === 'permission');
  const rows = tableRows.slice(head + 2, head + 2 + INVITED_PERMISSIONS.length);
  const lines = rows.map(([name, why]) => `${name}: ${why}.`);
  expect(lines).toEqual(INVITED_PERMISSIONS.map((name) => asTyped(permissionLine(name))));
  expect(INVITED_PERMISSIONS).toHaveLength(10);
  expect(readme).toContain('asks for ten permissions and no others');
});
