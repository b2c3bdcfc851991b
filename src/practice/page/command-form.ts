/** The fields of one slash command, each checked before the bot is asked. */
import { makeField, valueIn } from './command-field.ts';
import { element, setText } from './elements.ts';
import { handOver } from './file-field.ts';
import type { Answer, CommandView, OptionValue } from './protocol.ts';
import type { Room } from './room.ts';
import { words } from './words.ts';

export interface CommandFormActions {
  run(command: CommandView, options: Record<string, OptionValue>): Promise<boolean>;
  complete(
    command: CommandView,
    options: Record<string, OptionValue>,
    option: string,
  ): Promise<Answer>;
  leave(): void;
}

/** `typed` is what already stood behind the command's name: the first field begins with it. */
export function commandForm(
  room: Room,
  command: CommandView,
  typed: string,
  actions: CommandFormActions,
): HTMLElement {
  const problem = element('p', { class: 'problem', role: 'alert' });
  const state = element('p', { class: 'note', role: 'status' });
  const fields = command.options.map((option) => makeField(room, option, complete));

  /** What stands in the fields now; wrong ones and files are left out. */
  function entered(): Record<string, OptionValue> {
    return Object.fromEntries(
      fields.flatMap(({ option, read }) => {
        const value = valueIn(read());
        return value === null || value instanceof File ? [] : [[option.name, value]];
      }),
    );
  }

  /** The ids of the files by the names of their options; null when one could not be handed over. */
  async function handOverFiles(): Promise<Record<string, string> | null> {
    const idByOption: Record<string, string> = {};
    for (const { option, read } of fields) {
      const file = valueIn(read());
      if (!(file instanceof File)) continue;
      setText(state, words.handingOver(file.name));
      const answer = await handOver(file);
      setText(state, '');
      if ('words' in answer) {
        problem.textContent = answer.words;
        return null;
      }
      idByOption[option.name] = answer.fileId;
    }
    return idByOption;
  }

  function complete(option: string, text: string): Promise<Answer> {
    return actions.complete(command, { ...entered(), [option]: text }, option);
  }

  async function run(): Promise<void> {
    for (const { input, read } of fields) {
      const result = read();
      if (!('problem' in result)) continue;
      problem.textContent = result.problem;
      input.focus();
      return;
    }
    problem.textContent = '';
    const send = form.querySelector<HTMLButtonElement>('[type=submit]');
    if (send) send.disabled = true;
    const files = await handOverFiles();
    const isDone = files !== null && (await actions.run(command, { ...entered(), ...files }));
    if (send) send.disabled = false;
    if (isDone) actions.leave();
  }

  const form = element(
    'form',
    {
      class: 'command-form',
      'aria-label': command.title,
      submit: (event) => {
        event.preventDefault();
        void run();
      },
      keydown: (event) => {
        if ((event as KeyboardEvent).key === 'Escape') actions.leave();
      },
    },
    element(
      'p',
      { class: 'command-title' },
      element('strong', {}, command.title),
      ` ${command.description}`,
    ),
    element('div', { class: 'command-fields' }, ...fields.map(({ place }) => place)),
    problem,
    element(
      'div',
      { class: 'command-buttons' },
      element('button', { type: 'submit', class: 'button primary' }, words.run),
      element(
        'button',
        { type: 'button', class: 'button', click: () => actions.leave() },
        words.cancel,
      ),
      state,
    ),
  );
  const [first] = fields;
  if (first !== undefined && first.input.type !== 'file' && typed !== '') first.input.value = typed;
  const focused = first?.input ?? form.querySelector<HTMLElement>('[type=submit]');
  queueMicrotask(() => focused?.focus());
  return form;
}
