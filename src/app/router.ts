/**
 * Takes what came in from a person to the command or button that it is for. The order: hold back a
 * flood, parse, look up, check the audience, run, answer. A refusal becomes its words; anything
 * unexpected becomes one calm sentence with an id that the log has too. Only the router catches.
 */
import { parseComponentId } from './component-id.ts';
import {
  commandByPath,
  isGroup,
  refuse,
  reply,
  type Answer,
  type ButtonHandler,
  type ButtonHandlers,
  type Caller,
  type Command,
  type CommandApp,
  type CommandGroup,
  type FinishedAnswer,
} from './command.ts';
import { FloodGate, type AskKind } from './flood-gate.ts';
import type { Invocation, Responder } from './invocation.ts';
import { valuesOf, wellFormed } from './option-values.ts';
import type { Meter } from './meter.ts';
import type { Clock, Log, Message } from './ports.ts';
import type { Audience, Refusal } from './refusal.ts';

/** Discord waits 3 s for a first answer; what takes longer than this is deferred. */
const DEFER_AFTER_MS = 1_500;
/** Discord shows at most 25 completions. */
const MOST_COMPLETIONS = 25;
/** What is looked for by more letters is found by these, or not at all. */
const LONGEST_TYPED = 100;
/** Discord's limits for what is chosen in a menu. */
const MOST_CHOSEN = 25;
const LONGEST_CHOSEN = 100;

export interface RouterPorts {
  readonly commands: readonly (Command | CommandGroup)[];
  /** Buttons and menus that belong to no slash command. */
  readonly looseButtons: readonly ButtonHandlers[];
  readonly app: CommandApp;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  /** A short id that a person can tell a coordinator. */
  readonly newIncidentId: () => string;
  readonly wordsOf: {
    refusal(refusal: Refusal, caller: Caller): string;
    trouble(incidentId: string, error: unknown, caller: Caller): string;
  };
}

type Visibility = 'private' | 'room';

export class Router {
  readonly #ports: RouterPorts;
  readonly #commandByPath: ReadonlyMap<string, Command>;
  readonly #buttonByAction: ReadonlyMap<string, ButtonHandler>;
  readonly #floodGate: FloodGate;

  constructor(ports: RouterPorts) {
    this.#ports = ports;
    this.#floodGate = new FloodGate(ports.clock);
    this.#commandByPath = commandByPath(ports.commands);
    const handlers = [...buttonsOf(ports.commands), ...ports.looseButtons];
    const buttons = handlers.flatMap((byAction) => Object.entries(byAction));
    this.#buttonByAction = new Map(buttons);
    if (this.#buttonByAction.size !== buttons.length) {
      throw new Error('Two commands list a button of the same action.');
    }
  }

  async handle(invocation: Invocation, responder: Responder): Promise<void> {
    const { caller } = invocation;
    try {
      if (!(await this.#isLetIn(invocation, responder))) return;
      switch (invocation.type) {
        case 'complete':
          await responder.complete(this.#complete(invocation));
          return;
        case 'command': {
          const command = this.#commandByPath.get(invocation.path);
          const visibility = command?.visibility ?? 'private';
          await this.#answer(responder, visibility, caller, () => this.#run(invocation));
          return;
        }
        case 'component':
          await this.#answer(responder, 'private', caller, () => this.#press(invocation));
      }
    } catch (error) {
      await this.#onTrouble(error, invocation, responder);
    }
  }

  /** Completions that are held back are left out without a word: the person goes on typing. */
  async #isLetIn(invocation: Invocation, responder: Responder): Promise<boolean> {
    const { caller } = invocation;
    const { app } = this.#ports;
    const passage = this.#floodGate.pass(this.#askKind(invocation), caller, () =>
      app.may(caller, 'volunteer'),
    );
    if (passage === 'heldAndTold' && invocation.type !== 'complete') {
      const refusal = refuse({ code: 'TOO_MANY_AT_ONCE' });
      await responder.answer(this.#messageOf(refusal, caller), 'private');
    }
    return passage === 'passes';
  }

  #askKind(invocation: Invocation): AskKind {
    if (invocation.type === 'complete') return 'typing';
    const handler =
      invocation.type === 'command'
        ? this.#commandByPath.get(invocation.path)
        : this.#buttonByAction.get(parseComponentId(invocation.id)?.action ?? '');
    return handler?.isUrgent ? 'urgent' : 'usual';
  }

  #complete(invocation: Extract<Invocation, { type: 'complete' }>) {
    const { app } = this.#ports;
    const { caller, option } = invocation;
    const command = this.#commandByPath.get(invocation.path);
    // What can be picked is told to nobody else than those who may use it.
    if (!command?.complete || !app.may(caller, command.audience)) return [];
    const spec = Object.hasOwn(command.options, option) ? command.options[option] : undefined;
    if (spec?.type !== 'string' || !spec.completes) return [];
    const typed = wellFormed(invocation.typed.slice(0, LONGEST_TYPED));
    return command.complete(typed, option, caller, app).slice(0, MOST_COMPLETIONS);
  }

  #run(invocation: Extract<Invocation, { type: 'command' }>): Answer | Promise<Answer> {
    const { app } = this.#ports;
    const command = this.#commandByPath.get(invocation.path);
    if (!command) throw new Error(`No command is called ${JSON.stringify(invocation.path)}.`);
    const { caller } = invocation;
    if (!app.may(caller, command.audience)) return notAllowed(command.audience, invocation.path);
    return command.run({ caller, options: valuesOf(command.options, invocation.options) }, app);
  }

  #press(invocation: Extract<Invocation, { type: 'component' }>): Answer | Promise<Answer> {
    const { app } = this.#ports;
    const { caller } = invocation;
    const id = parseComponentId(invocation.id);
    const button = id && this.#buttonByAction.get(id.action);
    if (!id || !button || !isChosen(invocation.values)) return refuse({ code: 'BUTTON_IS_OLD' });
    if (!app.may(caller, button.audience)) return notAllowed(button.audience, id.action);
    const { occurrenceId, value } = id;
    const values = value === null ? invocation.values : [value];
    const { marker } = id;
    return button.run({ caller, marker, values, occurrenceId, subject: occurrenceId }, app);
  }

  /** Defers on its own when the answer takes its time, so that the person is never left waiting. */
  async #answer(
    responder: Responder,
    visibility: Visibility,
    caller: Caller,
    run: () => Answer | Promise<Answer>,
  ): Promise<void> {
    const { clock } = this.#ports;
    const deferrals: Promise<void>[] = [];
    const cancel = clock.at(clock.nowMs() + DEFER_AFTER_MS, () => {
      deferrals.push(responder.defer(visibility));
    });
    const answer = await Promise.resolve().then(run).finally(cancel);
    await Promise.all(deferrals);
    if (answer.kind === 'working') {
      await responder.answer(answer.message, visibility);
      await this.#finish(responder, caller, answer);
      return;
    }
    if (answer.kind === 'reply') {
      if (answer.replaces) await responder.replace(answer.message);
      else await responder.answer(answer.message, visibility);
      return;
    }
    await responder.answer(this.#messageOf(answer, caller), 'private');
  }

  /** What was begun stays in the person's sight: its end takes its place, trouble included. */
  async #finish(
    responder: Responder,
    caller: Caller,
    working: Extract<Answer, { kind: 'working' }>,
  ): Promise<void> {
    let finished: FinishedAnswer;
    try {
      finished = await working.finish((message) => void responder.update(message));
    } catch (error) {
      finished = reply(this.#troubleText(error, caller, 'command'));
    }
    if (await responder.update(this.#messageOf(finished, caller))) return;
    this.#ports.log.warn({ guildId: caller.guildId }, 'nobody saw how it ended');
    await working.onUnseen?.(finished);
  }

  #messageOf(answer: FinishedAnswer, caller: Caller): Message {
    if (answer.kind === 'reply') return answer.message;
    this.#ports.meter.count('bellkeeper_refusals_total', labelOf(answer.refusal));
    return { text: this.#ports.wordsOf.refusal(answer.refusal, caller), rows: [] };
  }

  async #onTrouble(error: unknown, { caller, type }: Invocation, responder: Responder) {
    const text = this.#troubleText(error, caller, type);
    if (type === 'complete') return;
    try {
      await responder.answer({ text, rows: [] }, 'private');
    } catch (second) {
      // The platform took neither answer; the log has both.
      this.#ports.log.error({ err: second }, 'the apology could not be sent');
    }
  }

  /** One calm sentence with an id that the log has too. */
  #troubleText(error: unknown, caller: Caller, invocation: Invocation['type']): string {
    const { log, meter, newIncidentId, wordsOf } = this.#ports;
    const incident = newIncidentId();
    meter.count('bellkeeper_incidents_total');
    log.error({ err: error, incident, invocation, guildId: caller.guildId }, 'trouble');
    return wordsOf.trouble(incident, error, caller);
  }
}

/** Why a session refuses says more than that one did. */
function labelOf(refusal: Refusal): string {
  return refusal.code === 'SESSION' ? `SESSION.${refusal.why}` : refusal.code;
}

function notAllowed(needed: Audience, command: string): Answer {
  return refuse({ code: 'NOT_ALLOWED', needed, command });
}

/** Whether a menu of this program could have offered all of them. */
function isChosen(values: readonly string[]): boolean {
  return values.length <= MOST_CHOSEN && values.every(isOffered);
}

function isOffered(value: string): boolean {
  return value.length <= LONGEST_CHOSEN && value === wellFormed(value);
}

function buttonsOf(entries: readonly (Command | CommandGroup)[]): ButtonHandlers[] {
  return entries.flatMap((entry) => [
    entry.buttons ?? {},
    ...(isGroup(entry) ? entry.subcommands.map(({ buttons }) => buttons ?? {}) : []),
  ]);
}
