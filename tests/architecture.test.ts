/**
 * The table of rooms in src/README.md, as a test: who may import whom, and which tokens
 * are banned where. A failure names the rule and what to use instead.
 */
import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Rule {
  /** Folders or files of this project. */
  readonly rooms: readonly string[];
  /** Packages by name; Node's own modules are free unless a test below says otherwise. */
  readonly packages: readonly string[];
  readonly instead: string;
}

const words = ['src/domain', 'src/texts', 'src/app'];

/** The longest path that a file begins with is its room. */
const rules: Readonly<Record<string, Rule>> = {
  'src/domain': {
    rooms: ['src/domain'],
    packages: ['temporal-polyfill', 'rrule-temporal'],
    instead:
      'The domain is pure: hand it plain data, and let the app ask the world through a port.',
  },
  'src/texts': {
    rooms: ['src/domain', 'src/texts'],
    packages: ['date-fns', 'date-fns-tz'],
    instead: 'A text gets what it needs as parameters.',
  },
  'src/app': {
    rooms: words,
    packages: [],
    instead: 'Name what the app needs as a port in src/app/ports.ts, and let an adapter give it.',
  },
  commands: {
    rooms: ['commands', ...words],
    packages: [],
    instead: 'A command returns an answer as data; src/discord turns it into an interaction.',
  },
  'src/discord': {
    rooms: ['src/discord', ...words],
    packages: ['discord.js'],
    instead: 'src/main.ts hands one adapter what it needs of another.',
  },
  'src/voice': {
    rooms: ['src/voice', 'src/domain', 'src/app'],
    packages: ['@discordjs/voice', 'mediaplex'],
    instead: 'src/main.ts hands the voice what it needs of Discord and of the recordings.',
  },
  'src/recordings': {
    rooms: ['src/recordings', 'src/domain', 'src/app'],
    packages: [],
    instead: 'ffmpeg and play-dl run as child processes.',
  },
  'src/recordings/sound-cloud/look-up-process.ts': {
    rooms: ['src/recordings/sound-cloud'],
    packages: ['play-dl'],
    instead: 'It may read its own folder only, and hands on what it was told.',
  },
  'src/pictures': {
    rooms: ['src/pictures', 'src/domain', 'src/texts'],
    packages: ['@napi-rs/canvas'],
    instead: 'A picture is drawn from plain data and words that are handed over.',
  },
  'src/store': {
    rooms: ['src/store', 'src/domain', 'src/app'],
    packages: ['better-sqlite3', '@humanwhocodes/momoa'],
    instead: 'The store gets instants and ids as parameters.',
  },
  'src/web': {
    rooms: ['src/web', ...words],
    packages: ['hono', '@hono/node-server', 'ical-generator', 'temporal-polyfill'],
    instead: 'The web reads through the app.',
  },
  'src/practice': {
    rooms: ['src/practice', 'src/app/ports.ts'],
    packages: ['hono', '@hono/node-server', 'ws', '@snazzah/davey', '@noble/ciphers', 'selfsigned'],
    instead: "The stand-in speaks Discord's own protocols and knows nothing of the bot.",
  },
  'src/clock.ts': {
    rooms: ['src/app', 'src/trusted-time.ts'],
    packages: ['node-cron'],
    instead: 'The clock knows only the port that it keeps.',
  },
  'src/trusted-time.ts': {
    rooms: [],
    packages: [],
    instead: 'It is handed what the machine and the platform say.',
  },
  'src/log.ts': {
    rooms: ['src/app'],
    packages: ['pino'],
    instead: 'The log knows only the port that it keeps.',
  },
  'src/config.ts': {
    rooms: ['src/domain'],
    packages: [],
    instead: 'Config is plain data; src/main.ts hands it on.',
  },
};

/** The files that wire everything; nothing imports them but themselves. */
const WIRING = [
  'src/main.ts',
  'src/run.ts',
  'src/bot.ts',
  'src/practice-room.ts',
  'src/practice-reading.ts',
  'src/public-reading.ts',
  'src/invite.ts',
  'src/timetable-file.ts',
  'src/recordings-file.ts',
  'src/sound-worker.ts',
  'src/guidelines.ts',
  'src/sound-thread.ts',
  'src/preflight-outside.ts',
  'src/preflight-file.ts',
  'src/backup-file.ts',
];

interface SourceFile {
  readonly path: string;
  readonly code: string;
  readonly imports: readonly string[];
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return filesBelow(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}

function readSource(path: string): SourceFile {
  const code = withoutComments(readFileSync(join(root, path), 'utf8'));
  const found = code.matchAll(
    /(?:^|[;\n])\s*(?:import|export)\s[^'"();]*?from\s*['"]([^'"]+)['"]|(?:^|[;\n])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g,
  );
  const imports = [...found].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '');
  return { path, code, imports };
}

const sources = [...filesBelow('src'), ...filesBelow('commands')].map(readSource);

const inside = (path: string, room: string): boolean =>
  path === room || path.startsWith(`${room}/`);

function roomOf(path: string): string | null {
  const rooms = Object.keys(rules).filter((room) => inside(path, room));
  return rooms.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** What is wrong with one import; null when it is allowed. */
function judge(path: string, specifier: string): string | null {
  if (specifier.startsWith('node:')) return null;
  const room = roomOf(path);
  const rule = room === null ? undefined : rules[room];
  if (!rule) return WIRING.includes(path) ? null : `${path} stands in no room of the table.`;
  if (specifier.startsWith('.')) {
    const target = relative(root, join(root, dirname(path), specifier));
    if (rule.rooms.some((allowed) => inside(target, allowed))) return null;
    return `${path} imports ${target}, but ${room} may only import ${rule.rooms.join(', ')}. ${rule.instead}`;
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  if (rule.packages.includes(name)) return null;
  return `${path} imports the package ${name}, which ${room} may not. ${rule.instead}`;
}

interface Ban {
  readonly token: RegExp;
  readonly where: (path: string) => boolean;
  readonly instead: string;
}

const bans: readonly Ban[] = [
  {
    token: /\bDate\.now\(|\bnew Date\(\)/,
    where: (path) => path !== 'src/clock.ts',
    instead: 'Ask the clock that is handed over: clock.nowMs().',
  },
  {
    token: /\bMath\.random\(/,
    where: (path) => inside(path, 'src/domain') || inside(path, 'src/app'),
    instead: 'Let randomness be handed over as a function.',
  },
  {
    token: /\bprocess\.env\b/,
    where: (path) => path !== 'src/config.ts',
    instead: 'Read it in src/config.ts, and hand the value over.',
  },
  {
    token: /\bconsole\./,
    where: (path) => !WIRING.includes(path) && !inside(path, 'src/practice/page'),
    instead: 'Use the log that is handed over.',
  },
  {
    token: /\bas any\b|@ts-ignore|@ts-nocheck/,
    where: () => true,
    instead: 'Name the type.',
  },
];

describe('who may import whom', () => {
  test('every import follows the table', () => {
    const broken = sources.flatMap(({ path, imports }) =>
      imports.map((specifier) => judge(path, specifier)).filter((wrong) => wrong !== null),
    );
    expect(broken).toEqual([]);
  });

  test('the imports are really read', () => {
    const importsOf = (path: string) => sources.find((source) => source.path === path)?.imports;
    expect(importsOf('src/app/ports.ts')).toContain('../domain/identity.ts');
    expect(sources.length).toBeGreaterThan(60);
  });

  test.each([
    ['src/domain/session.ts', '../app/ports.ts'],
    ['src/domain/session.ts', 'discord.js'],
    ['src/app/router.ts', '../store/store.ts'],
    ['commands/play.ts', 'discord.js'],
    ['src/discord/gateway.ts', '../voice/voice.ts'],
    ['src/practice/world.ts', '../app/router.ts'],
    ['src/practice/world.ts', 'discord.js'],
    ['src/recordings/sound-cloud/pages.ts', 'play-dl'],
    ['src/stray.ts', './clock.ts'],
  ])('%s may not import %s', (path, specifier) => {
    expect(judge(path, specifier)).not.toBeNull();
  });
});

describe('banned tokens', () => {
  test('none stands where it may not', () => {
    const broken = sources.flatMap(({ path, code }) =>
      bans
        .filter(({ token, where }) => where(path) && token.test(code))
        .map(({ token, instead }) => `${path} has ${token.exec(code)?.[0]}. ${instead}`),
    );
    expect(broken).toEqual([]);
  });
});

describe('the shape of the tree', () => {
  test('no drawer', () => {
    const drawers = sources.filter(({ path }) =>
      /(^|\/)(utils?|helpers?|lib|common|misc|types|shared)(\/|\.ts$)/.test(path),
    );
    expect(drawers.map(({ path }) => path)).toEqual([]);
  });

  test('files stay under about 300 lines', () => {
    const long = sources
      .map(({ path }) => [path, readFileSync(join(root, path), 'utf8').split('\n').length] as const)
      .filter(([, lines]) => lines > 320);
    expect(long).toEqual([]);
  });
});
