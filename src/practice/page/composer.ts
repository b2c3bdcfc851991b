/** The box below the messages: who one is, what one writes, and slash commands. */
import { byId, element, fill } from './elements.ts';
import { commandForm, commandTitle, type CommandFormActions } from './command-form.ts';
import type { CommandView } from './protocol.ts';
import type { Room } from './room.ts';
import { suggestFor, type Suggestion } from './suggestions.ts';
import { words } from './words.ts';

export interface ComposerActions extends Omit<CommandFormActions, 'leave'> {
  be(personId: string): Promise<void>;
  write(text: string): Promise<boolean>;
  say(words: string): void;
}

export function showComposer(room: Room, actions: ComposerActions): void {
  const place = byId('compose');
  const who = element('select', { id: 'who', change: () => void actions.be(who.value) });
  const input = element('input', {
    type: 'text',
    id: 'write',
    'aria-label': words.writeLabel,
    maxlength: 2000,
    placeholder: words.write,
  });
  const suggestions = suggestFor(input, words.commandList);
  const send = element('button', { type: 'submit', class: 'button primary' }, words.send);
  const box = element(
    'form',
    {
      class: 'write-form',
      submit: (event) => {
        event.preventDefault();
        void submit();
      },
    },
    element('div', { class: 'write-box' }, input, suggestions.list),
    send,
  );
  const middle = element('div', { class: 'compose-middle' }, box);
  place.append(
    element('label', { class: 'who', for: 'who' }, element('span', {}, words.youAre), who),
    middle,
  );

  function close(): void {
    fill(middle, box);
    input.value = '';
    input.focus();
  }

  function openCommand(command: CommandView, typed: string): void {
    suggestions.hide();
    fill(middle, commandForm(room, command, typed, { ...actions, leave: close }));
  }

  function suggest(): void {
    if (!input.value.startsWith('/')) {
      suggestions.hide();
      return;
    }
    const list = commandsLike(room, input.value).map((command): Suggestion => ({
      label: commandTitle(command),
      detail: command.description,
      pick: () => void use(command, ''),
    }));
    const isEmpty = room.directory.commands.length === 0;
    suggestions.show(list, isEmpty ? words.noCommands : words.noSuchCommand);
  }

  /** A command that asks nothing is used at once. */
  async function use(command: CommandView, typed: string): Promise<void> {
    if (command.options.length > 0) {
      openCommand(command, typed);
      return;
    }
    input.value = '';
    await actions.run(command, {});
  }

  async function submit(): Promise<void> {
    const text = input.value.trim();
    if (text === '') return;
    if (!text.startsWith('/')) {
      if (await actions.write(text)) input.value = '';
      return;
    }
    const named = room.directory.commands.find((command) => isNamedBy(command, text));
    if (named === undefined) {
      actions.say(words.noSuchCommand);
      return;
    }
    const typed = text.slice(commandTitle(named).length).trim();
    await use(named, typed.replace(/^\w+:\s*/, ''));
  }

  function show(): void {
    const { youId, people } = room.directory;
    const persons = people.filter(({ kind }) => kind !== 'bot');
    const options = persons.map(({ id, name, kind }) =>
      element('option', { value: id }, `${name}, ${words.kinds[kind]}`),
    );
    fill(who, ...options);
    who.value = youId;
    const isOpen = room.channel?.isOpen ?? false;
    input.disabled = !isOpen;
    send.disabled = !isOpen;
  }

  input.addEventListener('input', suggest);
  input.addEventListener('focus', suggest);
  room.on('directory', show);
  room.on('channel', show);
}

function commandsLike({ directory }: Room, text: string): CommandView[] {
  const wanted = text.toLowerCase();
  return directory.commands.filter((command) => {
    const title = commandTitle(command).toLowerCase();
    return title.startsWith(wanted) || wanted.startsWith(`${title} `);
  });
}

function isNamedBy(command: CommandView, text: string): boolean {
  const title = commandTitle(command);
  return text === title || text.startsWith(`${title} `);
}
