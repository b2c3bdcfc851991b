import { describe, expect, test } from '@jest/globals';
import {
  defineCommand,
  refuse,
  reply,
  type Answer,
  type Caller,
  type Command,
  type CommandApp,
  type CommandGroup,
  type FinishedAnswer,
} from '../../src/app/command.ts';
import { formatComponentId, parseComponentId } from '../../src/app/component-id.ts';
import type { Invocation, Responder } from '../../src/app/invocation.ts';
import { Meter } from '../../src/app/meter.ts';
import type { Message } from '../../src/app/ports.ts';
import { Router } from '../../src/app/router.ts';
import {
  asId,
  type ChannelId,
  type GuildId,
  type OccurrenceId,
  type UserId,
} from '../../src/domain/identity.ts';
import { createManualClock, settle } from '../manual-clock.ts';

const caller: Caller = {
  userId: asId<UserId>('1'),
  guildId: asId<GuildId>('2'),
  channelId: asId<ChannelId>('3'),
  roleIds: [],
  locale: 'en-GB',
};

/** Writes down what the person got, in order. */
class Answers implements Responder {
  readonly log: string[] = [];
  takes = true;
  isGone = false;

  async defer(visibility: string): Promise<void> {
    this.log.push(`defer ${visibility}`);
  }

  async answer(message: Message, visibility: string): Promise<void> {
    if (!this.takes) throw new Error('Unknown interaction');
    this.log.push(`${visibility}: ${message.text}`);
  }

  async update(message: Message): Promise<boolean> {
    if (this.isGone) return false;
    this.log.push(`now: ${message.text}`);
    return true;
  }

  async replace(message: Message): Promise<void> {
    this.log.push(`in its place: ${message.text}`);
  }

  async complete(completions: readonly { readonly name: string }[]): Promise<void> {
    this.log.push(`completions ${completions.map(({ name }) => name).join(',')}`);
  }
}

function stage(run: () => Answer | Promise<Answer>) {
  const clock = createManualClock(1_000_000);
  const errors: object[] = [];
  const given: unknown[] = [];
  const commands: readonly (Command | CommandGroup)[] = [
    defineCommand({
      name: 'sit',
      audience: 'volunteer',
      options: {
        minutes: { type: 'integer', required: true, min: 10, max: 20 },
        word: { type: 'string', required: false, completes: true },
      },
      run: (input) => {
        given.push(input.options);
        return run();
      },
      complete: (typed) =>
        Array.from({ length: 40 }, (_, index) => ({ name: `${typed}${index}`, value: `${index}` })),
      buttons: {
        hold: { audience: 'coordinator', run: () => reply('held') },
        what: { audience: 'everyone', run: ({ occurrenceId }) => reply(`about ${occurrenceId}`) },
      },
    }),
    defineCommand({
      name: 'sing',
      audience: 'everyone',
      visibility: 'room',
      options: {},
      run,
    }),
    {
      name: 'schedule',
      subcommands: [
        defineCommand({
          name: 'add',
          audience: 'everyone',
          options: {
            who: { type: 'user', required: false },
            quietly: { type: 'flag', required: false },
          },
          run: (input) => {
            given.push(input.options);
            return run();
          },
          buttons: {
            confirm: { audience: 'everyone', run: ({ subject }) => reply(`about ${subject}`) },
          },
        }),
      ],
      buttons: { back: { audience: 'everyone', run: () => reply('back') } },
    },
  ];
  const allowed = new Set(['everyone', 'volunteer']);
  const app = { may: (_caller: Caller, audience: string) => allowed.has(audience) } as CommandApp;
  const meter = new Meter();
  const router = new Router({
    commands,
    looseButtons: [],
    app,
    clock,
    log: { debug() {}, info() {}, warn() {}, error: (fields) => errors.push(fields) },
    meter,
    newIncidentId: () => 'ab12',
    wordsOf: {
      refusal: (refusal) => `refused ${refusal.code}`,
      trouble: (id, _error, person) => `trouble ${id} in ${person.locale}`,
    },
  });
  const answers = new Answers();
  type Bare = Invocation extends infer I
    ? I extends Invocation
      ? Omit<I, 'caller'>
      : never
    : never;
  const send = (invocation: Bare) => router.handle({ caller, ...invocation }, answers);
  return { clock, errors, given, answers, allowed, send, commands, meter };
}

const sit = { type: 'command', path: 'sit', options: { minutes: 15 } } as const;

describe('a command', () => {
  test('is answered privately, with the options that its specs promise', async () => {
    const { send, answers, given } = stage(() => reply('We sit.'));
    await send({ ...sit, options: { minutes: 45, stray: 'x' } });
    expect(answers.log).toEqual(['private: We sit.']);
    expect(given).toEqual([{ minutes: 20, word: null }]);
  });

  test('of a group is found by its path', async () => {
    const { send, answers, given } = stage(() => reply('Added.'));
    await send({ type: 'command', path: 'schedule add', options: { who: '77', quietly: false } });
    expect(answers.log).toEqual(['private: Added.']);
    expect(given).toEqual([{ who: '77', quietly: false }]);
  });

  test.each(['schedule', 'add', 'schedule gone', ''])(
    'that nobody has (%j) is trouble, not a guess',
    async (path) => {
      const { send, answers } = stage(() => reply('Added.'));
      await send({ type: 'command', path, options: {} });
      expect(answers.log).toEqual(['private: trouble ab12 in en-GB']);
    },
  );

  test('that is meant for the room is seen by the room, but its refusal is not', async () => {
    const sung = stage(() => reply('La.'));
    await sung.send({ type: 'command', path: 'sing', options: {} });
    expect(sung.answers.log).toEqual(['room: La.']);
    const refused = stage(() => refuse({ code: 'NO_SESSION_NOW' }));
    await refused.send({ type: 'command', path: 'sing', options: {} });
    expect(refused.answers.log).toEqual(['private: refused NO_SESSION_NOW']);
  });

  test('is not run for whoever may not', async () => {
    const { send, answers, allowed, given } = stage(() => reply('We sit.'));
    allowed.delete('volunteer');
    await send(sit);
    expect(answers.log).toEqual(['private: refused NOT_ALLOWED']);
    expect(given).toEqual([]);
  });

  test('that is refused is counted by why', async () => {
    const refusals: Answer[] = [
      refuse({ code: 'NO_SESSION_NOW' }),
      refuse({ code: 'SESSION', why: 'NOT_ENOUGH_TIME' }),
      refuse({ code: 'SESSION', why: 'NOT_ENOUGH_TIME' }),
      reply('We sit.'),
    ];
    const { send, meter, allowed } = stage(() => refusals.shift() ?? reply('Nothing.'));
    for (let time = 0; time < 4; time += 1) await send(sit);
    allowed.delete('volunteer');
    await send(sit);
    expect(Object.fromEntries(meter.countsOf('bellkeeper_refusals_total'))).toEqual({
      NO_SESSION_NOW: 1,
      'SESSION.NOT_ENOUGH_TIME': 2,
      NOT_ALLOWED: 1,
    });
  });

  test('that takes its time is deferred within the three seconds that Discord waits', async () => {
    const finish: ((answer: Answer) => void)[] = [];
    const { send, answers, clock } = stage(() => new Promise((resolve) => finish.push(resolve)));
    const handled = send(sit);
    await clock.advanceBy(1_400);
    expect(answers.log).toEqual([]);
    await clock.advanceBy(200);
    expect(answers.log).toEqual(['defer private']);
    finish[0]?.(reply('At last.'));
    await handled;
    expect(answers.log).toEqual(['defer private', 'private: At last.']);
    expect(clock.waitingCount()).toBe(0);
  });

  test('that throws is one calm sentence with an id that the log has too', async () => {
    const { send, answers, errors } = stage(() => {
      throw new Error('column 3 is null');
    });
    await send(sit);
    expect(answers.log).toEqual(['private: trouble ab12 in en-GB']);
    expect(errors).toEqual([expect.objectContaining({ incident: 'ab12' })]);
  });

  test('whose answer is not taken harms nothing', async () => {
    const { send, answers, errors } = stage(() => reply('Hello.'));
    answers.takes = false;
    await send(sit);
    expect(errors).toHaveLength(2);
  });

  test('without an option that Discord must send is trouble, not a guess', async () => {
    const { send, answers } = stage(() => reply('We sit.'));
    await send({ ...sit, options: {} });
    expect(answers.log).toEqual(['private: trouble ab12 in en-GB']);
  });
});

const shown = (text: string): Message => ({ text, rows: [] });

describe('an answer that takes minutes', () => {
  test('is shown at once, edited as it goes, and ends with what came of it', async () => {
    const { promise: done, resolve: finish } = Promise.withResolvers<FinishedAnswer>();
    const { send, answers } = stage(() => ({
      kind: 'working',
      message: shown('I begin.'),
      finish: (show) => {
        show(shown('Half is done.'));
        return done;
      },
    }));
    const handled = send(sit);
    await settle();
    expect(answers.log).toEqual(['private: I begin.', 'now: Half is done.']);
    finish(refuse({ code: 'NO_SESSION_NOW' }));
    await handled;
    expect(answers.log.slice(2)).toEqual(['now: refused NO_SESSION_NOW']);
  });

  test('that ends in trouble says so in its own place', async () => {
    const { send, answers, errors } = stage(() => ({
      kind: 'working',
      message: shown('I begin.'),
      finish: () => Promise.reject(new Error('the disk is full')),
    }));
    await send(sit);
    expect(answers.log).toEqual(['private: I begin.', 'now: trouble ab12 in en-GB']);
    expect(errors).toEqual([expect.objectContaining({ incident: 'ab12' })]);
  });

  test('whose end nobody could be shown is handed back', async () => {
    const unseen: FinishedAnswer[] = [];
    const { send, answers, errors } = stage(() => ({
      kind: 'working',
      message: shown('I begin.'),
      finish: async () => {
        answers.isGone = true;
        return reply('It is there.');
      },
      onUnseen: (answer) => void unseen.push(answer),
    }));
    await send(sit);
    expect(unseen).toEqual([reply('It is there.')]);
    expect(answers.log).toEqual(['private: I begin.']);
    expect(errors).toEqual([]);
  });
});

const id = (action: string): string =>
  formatComponentId({ action, marker: '-', occurrenceId: asId<OccurrenceId>('m@2026-12-01') });

describe('a button', () => {
  test('carries the session of its message', async () => {
    const { send, answers } = stage(() => reply(''));
    await send({ type: 'component', id: id('what'), values: [] });
    expect(answers.log).toEqual(['private: about m@2026-12-01']);
  });

  test('of a group and of a command in it is found, with what it is about', async () => {
    const { send, answers } = stage(() => reply(''));
    await send({ type: 'component', id: id('confirm'), values: [] });
    await send({ type: 'component', id: id('back'), values: [] });
    expect(answers.log).toEqual(['private: about m@2026-12-01', 'private: back']);
  });

  test('checks who presses it', async () => {
    const { send, answers } = stage(() => reply(''));
    await send({ type: 'component', id: id('hold'), values: [] });
    expect(answers.log).toEqual(['private: refused NOT_ALLOWED']);
  });

  test.each([
    '',
    'bell',
    'other|what|-|',
    'bell|what|-||',
    'bell|what|-||x|y',
    'bell|gone|-|',
    'bell||-|',
    id('nothing'),
  ])('that this program did not make (%s) is refused kindly', async (forged) => {
    const { send, answers } = stage(() => reply(''));
    await send({ type: 'component', id: forged, values: [] });
    expect(answers.log).toEqual(['private: refused BUTTON_IS_OLD']);
  });

  test('says the same after it was written and read', () => {
    const parts = { action: 'hold', marker: 'x'.repeat(24), occurrenceId: null };
    expect(parseComponentId(formatComponentId(parts))).toEqual({ ...parts, value: null });
    const valued = { ...parts, value: 's10' };
    expect(parseComponentId(formatComponentId(valued))).toEqual(valued);
    expect(() => formatComponentId({ ...parts, marker: 'x'.repeat(100) })).toThrow();
  });
});

test('at most 25 completions are offered', async () => {
  const { send, answers } = stage(() => reply(''));
  await send({ type: 'complete', path: 'sit', option: 'word', typed: 'a' });
  await settle();
  expect(answers.log[0]?.split(',')).toHaveLength(25);
});

test('two commands with a button of the same action are a mistake', () => {
  const { commands } = stage(() => reply(''));
  const twice = [...commands, ...commands];
  expect(
    () =>
      new Router({ commands: twice, looseButtons: [] } as unknown as ConstructorParameters<
        typeof Router
      >[0]),
  ).toThrow('same action');
});
