/** The token, and the tokens by which single interactions are answered, leave by no way but REST. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import { REST, type RouteLike } from 'discord.js';
import { restOptions } from '../../src/discord/client-options.ts';
import { createLog } from '../../src/log.ts';
import type { RestOutcome } from '../../src/practice/faults.ts';
import { startWebServer } from '../../src/web/web-server.ts';
import { rehearse, vera } from '../app/rehearsal.ts';
import { connectBot, TOKEN, type ConnectedBot } from '../discord/connected-bot.ts';
import { command, forge } from './forger.ts';

const INTERACTION_TOKEN = 'aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OmFiY2RlZg';
const PRIVATE_WORDS = 'Only you can read this.';
const CALLBACK: RouteLike = `/interactions/123456789012345678/${INTERACTION_TOKEN}/callback`;
const FOLLOW_UP: RouteLike = `/webhooks/123456789012345678/${INTERACTION_TOKEN}/messages/@original`;

let bot: ConnectedBot;
beforeAll(async () => {
  bot = await connectBot();
});
afterAll(() => bot.close());

/** All that the log writes of it, by every way in which something is logged. */
function logged(thing: unknown): string {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', secrets: [TOKEN], write: (line) => lines.push(line) });
  log.error({ err: thing }, 'trouble');
  log.warn({ nested: { cause: thing } }, 'trouble within');
  log.info({ fault: inspect(thing, { depth: 9 }) }, 'as a developer sees it');
  log.debug({ fault: JSON.stringify({ thing }) }, inspect(thing));
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
  return lines.join('');
}

function expectNoSecret(text: string): void {
  expect(text).not.toContain(TOKEN);
  expect(text).not.toContain(INTERACTION_TOKEN);
}

/** What the REST library really throws. */
async function thrownBy(outcome: RestOutcome, route: RouteLike): Promise<unknown> {
  bot.standin.faults.add({
    kind: 'rest',
    path: /^\/(?:interactions|webhooks)\//,
    times: 1,
    work: 'undone',
    outcome,
  });
  const rest = new REST({
    ...restOptions(bot.standin.apiUrl),
    rejectOnRateLimit: () => true,
  }).setToken(TOKEN);
  const body = { type: 4, data: { content: PRIVATE_WORDS } };
  try {
    return await (route === CALLBACK ? rest.post(route, { body }) : rest.patch(route, { body }));
  } catch (error) {
    return error;
  }
}

const outcomes: readonly (readonly [name: string, outcome: RestOutcome])[] = [
  [
    'Unknown interaction',
    { kind: 'status', status: 404, body: { code: 10_062, message: 'Unknown' } },
  ],
  ['the page of a proxy', { kind: 'html', status: 502 }],
  ['too many requests', { kind: 'rateLimited', retryAfterMs: 5_000, scope: 'shared' }],
  ['no answer', { kind: 'dropped' }],
];

test.each(outcomes)(
  'the error that REST throws at %s is logged without its tokens and words',
  async (_name, outcome) => {
    for (const route of [CALLBACK, FOLLOW_UP]) {
      const error = await thrownBy(outcome, route);
      expect(error).toBeInstanceOf(Error);
      expectNoSecret(logged(error));
      const lines: string[] = [];
      const write = (line: string): void => void lines.push(line);
      createLog({ level: 'info', secrets: [TOKEN], write }).error({ err: error }, 'trouble');
      expect(lines.join('')).not.toContain(PRIVATE_WORDS);
    }
  },
);

test('a token in headers, payloads, addresses and texts within texts is taken out of the log', () => {
  const identify = { op: 2, d: { token: TOKEN, session_id: 'a-voice-session' } };
  const things: unknown[] = [
    { headers: { authorization: `Bot ${TOKEN}` } },
    { headers: { Authorization: 'Bot another.token-that.nobody-told-the-log' } },
    identify,
    JSON.stringify(identify),
    JSON.stringify({ within: JSON.stringify({ token: INTERACTION_TOKEN }) }),
    new Error(`request to https://discord.com/api/v10${CALLBACK} failed`, {
      cause: new Error(`Bot ${TOKEN}`),
    }),
    { url: 'https://cdn.discordapp.com/a.mp3?ex=1&hm=0123456789abcdef-signature' },
  ];
  for (const thing of things) {
    const text = logged(thing);
    expectNoSecret(text);
    expect(text).not.toMatch(/nobody-told|abcdef-signature/);
  }
});

test('a line of the log stays one line, and no terminal obeys it', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', secrets: [], write: (line) => lines.push(line) });
  const evil = 'x\n{"level":60,"msg":"forged"}\r\u001b[2J\u009b2J\u0000\u2028\u202e\u0085';
  log.info({ [evil]: evil, err: new Error(evil) }, evil);
  const [line = '', ...others] = lines;
  expect(others).toEqual([]);
  expect(line.endsWith('\n')).toBe(true);
  expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e]/u);
  expect(JSON.parse(line)).toMatchObject({ msg: evil, [evil]: evil });
});

test('an error that holds the token reaches neither an answer nor a page', async () => {
  const stage = await rehearse();
  Object.assign(stage.bot.app, {
    guidelines: () => {
      throw new Error(`Bot ${TOKEN}`);
    },
  });
  const { texts } = await forge(stage, vera, command('guidelines'));
  expect(texts.join('')).toContain('incident-1');
  expectNoSecret(texts.join(''));
  const troubles: unknown[] = [];
  const web = await startWebServer({
    port: 0,
    health: () => {
      throw new Error(`Bot ${TOKEN}`);
    },
    timetable: () => {
      throw new Error(`Bot ${TOKEN}`);
    },
    nowMs: () => 0,
    publicUrl: null,
    onTrouble: (cause) => troubles.push(cause),
  });
  try {
    for (const path of ['', 'health', 'calendar.ics', 'en']) {
      const response = await fetch(`${web.url}${path}`);
      expect(response.status).toBe(503);
      expectNoSecret(await response.text());
      expectNoSecret(JSON.stringify([...response.headers]));
    }
    expect(troubles).toHaveLength(4);
  } finally {
    await web.close();
  }
});
