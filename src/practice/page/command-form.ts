/** The fields of one slash command, each checked before the bot is asked. */
import { element } from './elements.ts';
import type { Answer, CommandView, OptionValue, OptionView } from './protocol.ts';
import type { Room } from './room.ts';
import { suggestFor } from './suggestions.ts';
import { words } from './words.ts';

const OPTION = { text: 3, whole: 4, yesNo: 5, user: 6, channel: 7, role: 8, named: 9, number: 10 };

/** After so long without a key, the bot is asked for suggestions. */
const TYPING_PAUSE_MS = 150;

/** What somebody entered; a sentence when it can't be right. */
type Entered = { value: OptionValue | null } | { problem: string };

interface Field {
  readonly option: OptionView;
  readonly place: HTMLElement;
  readonly input: HTMLInputElement | HTMLSelectElement;
  readonly read: () => Entered;
}

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
  const fields = command.options.map((option) => makeField(room, option, complete));

  /** What stands in the fields now; wrong ones are left out. */
  function entered(): Record<string, OptionValue> {
    return Object.fromEntries(
      fields.flatMap(({ option, read }) => {
        const result = read();
        return 'value' in result && result.value !== null ? [[option.name, result.value]] : [];
      }),
    );
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
    const isDone = await actions.run(command, entered());
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
    ),
  );
  const [first] = fields;
  if (first !== undefined && typed !== '') first.input.value = typed;
  const focused = first?.input ?? form.querySelector<HTMLElement>('[type=submit]');
  queueMicrotask(() => focused?.focus());
  return form;
}

function makeField(
  room: Room,
  option: OptionView,
  complete: (option: string, text: string) => Promise<Answer>,
): Field {
  const id = `option-${option.name}`;
  const given = choicesOf(room, option);
  const input = given === null ? textField(id, option) : selectField(id, option, given);
  const label = element(
    'label',
    { for: id },
    element('span', { class: 'name' }, option.label),
    element('span', { class: 'note' }, option.isRequired ? words.needed : words.optional),
  );
  const place = element('div', { class: 'field' }, label, input);
  place.append(element('p', { class: 'note', id: `${id}-about` }, option.description));
  input.setAttribute('aria-describedby', `${id}-about`);
  const picked = { label: '', value: '' as string | number };
  const isTextField = input instanceof HTMLInputElement;
  if (isTextField && option.completes) {
    place.append(completing(input, picked, (text) => complete(option.name, text)));
  }
  return {
    option,
    place,
    input,
    read() {
      // What was picked from a list is sent by its value, though its name stands in the field.
      if (isTextField && picked.label !== '' && input.value === picked.label) {
        return { value: picked.value };
      }
      return readValue(option, input.value.trim(), given);
    },
  };
}

type Given = readonly { name: string; value: string | number | boolean }[];

/** What can be chosen from, when the option is not free text. */
function choicesOf(room: Room, { type, choices }: OptionView): Given | null {
  if (choices.length > 0) return choices;
  const { people, channels, roles } = room.directory;
  if (type === OPTION.yesNo) {
    return [
      { name: words.yes, value: true },
      { name: words.no, value: false },
    ];
  }
  if (type === OPTION.user) return named(people.filter(({ kind }) => kind !== 'bot'));
  if (type === OPTION.channel) {
    return named(channels.filter(({ isOpen, kind }) => isOpen && kind !== 'direct'));
  }
  if (type === OPTION.role) return named(roles);
  return type === OPTION.named ? [...named(people), ...named(roles)] : null;
}

function named(list: readonly { id: string; name: string }[]): Given {
  return list.map(({ id, name }) => ({ name, value: id }));
}

function textField(id: string, option: OptionView): HTMLInputElement {
  const isNumber = option.type === OPTION.whole || option.type === OPTION.number;
  return element('input', {
    id,
    type: 'text',
    inputmode: isNumber && !option.completes ? 'numeric' : 'text',
    autocomplete: 'off',
    'aria-required': String(option.isRequired),
  });
}

function selectField(id: string, option: OptionView, given: Given): HTMLSelectElement {
  return element(
    'select',
    { id, 'aria-required': String(option.isRequired) },
    element('option', { value: '' }, words.chooseHere),
    ...given.map(({ name, value }) => element('option', { value: String(value) }, name)),
  );
}

function completing(
  input: HTMLInputElement,
  picked: { label: string; value: string | number },
  load: (text: string) => Promise<Answer>,
): HTMLElement {
  const suggestions = suggestFor(input, words.suggestions);
  let timer = 0;
  const ask = async () => {
    const text = input.value;
    const answer = await load(text);
    if (input.value !== text || document.activeElement !== input) return;
    const choices = answer.kind === 'choices' ? answer.choices : [];
    const list = choices.map(({ name, value }) => ({
      label: name,
      detail: null,
      pick() {
        input.value = name;
        Object.assign(picked, { label: name, value });
      },
    }));
    suggestions.show(list, words.noSuggestions);
  };
  const askSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), TYPING_PAUSE_MS);
  };
  input.addEventListener('input', askSoon);
  input.addEventListener('focus', askSoon);
  return suggestions.list;
}

function readValue(option: OptionView, text: string, given: Given | null): Entered {
  const { label: name, type, isRequired, least, most } = option;
  if (text === '') return isRequired ? { problem: words.optionNeeded(name) } : { value: null };
  if (given !== null) {
    const chosen = given.find(({ value }) => String(value) === text);
    return { value: chosen?.value ?? text };
  }
  const isNumber = type === OPTION.whole || type === OPTION.number;
  const value = isNumber ? Number(text) : text;
  const isRight = type === OPTION.whole ? Number.isInteger(value) : !Number.isNaN(value);
  if (isNumber && !isRight) return { problem: words.notANumber(name) };
  const size = typeof value === 'number' ? value : value.length;
  const isOutside = (least !== null && size < least) || (most !== null && size > most);
  return isOutside ? { problem: words.between(name, least, most) } : { value };
}
