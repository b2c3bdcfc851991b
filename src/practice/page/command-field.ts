/** One field of a command: what it looks like, and what was entered in it. */
import { element } from './elements.ts';
import { fileField } from './file-field.ts';
import { MOST_FILE_BYTES, type Answer, type OptionValue, type OptionView } from './protocol.ts';
import type { Room } from './room.ts';
import { suggestFor } from './suggestions.ts';
import { words } from './words.ts';

const OPTION = {
  text: 3,
  whole: 4,
  yesNo: 5,
  user: 6,
  channel: 7,
  role: 8,
  named: 9,
  number: 10,
  file: 11,
};

/** After so long without a key, the bot is asked for suggestions. */
const TYPING_PAUSE_MS = 150;

/** What somebody entered; a sentence when it can't be right. */
type Entered = { value: OptionValue | File | null } | { problem: string };

export interface Field {
  readonly option: OptionView;
  readonly place: HTMLElement;
  readonly input: HTMLInputElement | HTMLSelectElement;
  readonly read: () => Entered;
}

/** `complete` asks for the values that are offered while one types. */
export function makeField(
  room: Room,
  option: OptionView,
  complete: (option: string, text: string) => Promise<Answer>,
): Field {
  const id = `option-${option.name}`;
  if (option.type === OPTION.file) return makeFileField(id, option);
  const given = choicesOf(room, option);
  const input = given === null ? textField(id, option) : selectField(id, option, given);
  const place = fieldPlace(id, option, input, input);
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

function makeFileField(id: string, option: OptionView): Field {
  const { label, isRequired } = option;
  const field = fileField(id, label, isRequired);
  return {
    option,
    place: fieldPlace(id, option, field.input, field.place),
    input: field.input,
    read() {
      const file = field.picked();
      if (file === null) return isRequired ? { problem: words.fileNeeded(label) } : { value: null };
      return file.size > MOST_FILE_BYTES ? { problem: words.fileTooLarge } : { value: file };
    },
  };
}

/** The field with its name above and what it is for below. */
function fieldPlace(
  id: string,
  option: OptionView,
  input: HTMLElement,
  around: HTMLElement,
): HTMLElement {
  input.setAttribute('aria-describedby', `${id}-about`);
  return element(
    'div',
    { class: 'field' },
    element(
      'label',
      { for: id },
      element('span', { class: 'name' }, option.label),
      element('span', { class: 'note' }, option.isRequired ? words.needed : words.optional),
    ),
    around,
    element('p', { class: 'note', id: `${id}-about` }, option.description),
  );
}

/** Null for what is left empty, or can't be right. */
export function valueIn(entered: Entered): OptionValue | File | null {
  return 'value' in entered ? entered.value : null;
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
