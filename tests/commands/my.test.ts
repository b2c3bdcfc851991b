import { describe, expect, test } from '@jest/globals';
import { commands } from '../../commands/index.ts';
import { type Caller, commandByPath } from '../../src/app/command.ts';
import {
  aCaller,
  aSession,
  createFakeCommandApp,
  type FakeCommandApp,
} from './fake-command-app.ts';

const byPath = commandByPath(commands);
const german: Caller = { ...aCaller(), locale: 'de' };

function complete(
  path: string,
  option: string,
  typed: string,
  app: FakeCommandApp,
  caller = aCaller(),
): readonly { readonly name: string; readonly value: string }[] {
  const found = byPath.get(path)?.complete?.(typed, option, caller, app);
  if (!found) throw new Error(`/${path} completes nothing.`);
  return found;
}

describe('a place is found while typing', () => {
  const app = createFakeCommandApp();
  const valuesOf = (typed: string, caller = aCaller()): string[] =>
    complete('my settings', 'zone', typed, app, caller).map(({ value }) => value);

  test.each([
    ['berlin', 'Europe/Berlin'],
    ['new yo', 'America/New_York'],
    ['san fran', 'America/Los_Angeles'],
    ['munch', 'Europe/Berlin'],
    ['kolk', 'Asia/Kolkata'],
    ['mumb', 'Asia/Kolkata'],
    ['sydney', 'Australia/Sydney'],
  ])('%s', (typed, zone) => {
    expect(valuesOf(typed)[0]).toBe(zone);
  });

  test('by the name that it has in the person’s language', () => {
    expect(valuesOf('kalkutta', german)).toContain('Asia/Kolkata');
  });

  test('an offset gives places whose clocks are there just now', () => {
    // The tests' clock stands in December.
    expect(valuesOf('gmt+1')).toContain('Europe/Berlin');
    expect(valuesOf('-8')).toEqual(['America/Los_Angeles']);
  });

  test('nothing typed gives likely places, by the person’s language', () => {
    expect(valuesOf('')).toHaveLength(25);
    expect(valuesOf('', german)[0]).toBe('Europe/Berlin');
  });

  test('each says what time it is there, so that one sees whether it is right', () => {
    const [berlin] = complete('my settings', 'zone', 'berlin', app);
    expect(berlin?.name).toBe('Berlin: it is 3:50 pm there now');
  });
});

describe('what one can sign up for', () => {
  test('series come first, then single sessions in the person’s own time', () => {
    const app = createFakeCommandApp({ sessions: [aSession(), aSession(1)] });
    app.signUps.change(aCaller(), { zone: 'Asia/Kolkata' });
    expect(complete('signup', 'session', '', app).map(({ name }) => name)).toEqual([
      'Morning practice, every session',
      'Morning practice, Wed 2 Dec 8:30 pm in Kolkata',
      'Morning practice, Thu 3 Dec 8:30 pm in Kolkata',
    ]);
  });

  test('only what one is signed up for is offered to sign off from', () => {
    const app = createFakeCommandApp({ sessions: [aSession(), aSession(1)] });
    expect(complete('signoff', 'session', '', app)).toEqual([]);
    app.signUps.signUp(aCaller(), {
      kind: 'session',
      occurrenceId: aSession(1).occurrence.id,
    });
    expect(complete('signoff', 'session', '', app).map(({ value }) => value)).toEqual([
      aSession(1).occurrence.id,
    ]);
  });
});
