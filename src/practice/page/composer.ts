/** The box below the messages: who one is, what one writes, and slash commands. */
import { byId, element, fill, setText } from './elements.ts';
import { commandForm, type CommandFormActions } from './command-form.ts';
import { deviceWords, openDevice } from './person-device.ts';
import type { Action, CommandView } from './protocol.ts';
import type { Room } from './room.ts';
import { suggestFor, type Suggestion } from './suggestions.ts';
import { words } from './words.ts';

export interface ComposerActions extends Omit<CommandFormActions, 'leave'> {
  be(personId: string): Promise<void>;
  ask(action: Action): Promise<boolean>;
  write(text: string): Promise<boolean>;
  say(words: string): void;
}

export function showComposer(room: Room, actions: ComposerActions): void {
  const place = byId('compose');
  const who = element('select', { id: 'who', change: () => void actions.be(who.value) });
  const device = element('button', {
    type: 'button',
    class: 'link device',
    click: () => {
      if (room.you !== null) openDevice(room.you, (action) => actions.ask(action));
    },
  });
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
    element(
      'div',
      { class: 'acting' },
      element('label', { class: 'who', for: 'who' }, element('span', {}, words.youAre), who),
      device,
    ),
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

  /** The titles of all commands when the list was made. */
  let suggestedFrom = '';

  function suggest(): void {
    suggestedFrom = allTitles(room);
    if (!input.value.startsWith('/')) {
      suggestions.hide();
      return;
    }
    const list = commandsLike(room, input.value).map((command): Suggestion => ({
      label: command.title,
      detail: command.description,
      pick: () => void use(command, ''),
    }));
    const isEmpty = offeredHere(room).length === 0;
    suggestions.show(list, isEmpty ? nothingOffered(room) : words.noSuchCommand);
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
    const named = offeredHere(room).find((command) => isNamedBy(command, text));
    if (named === undefined) {
      actions.say(words.noSuchCommand);
      return;
    }
    const title = titlesOf(named).find((each) => isBegunBy(text, each)) ?? '';
    const typed = text.slice(title.length).trim();
    await use(named, typed.replace(/^[\p{L}\p{N}_-]+:\s*/u, ''));
  }

  function show(): void {
    const { youId, people } = room.directory;
    const persons = people.filter(({ kind }) => kind !== 'bot');
    const options = persons.map(({ id, name, kind }) =>
      element('option', { value: id }, `${name}, ${words.kinds[kind]}`),
    );
    fill(who, ...options);
    who.value = youId;
    const { you } = room;
    setText(device, you === null ? '' : deviceWords(you));
    const name = you?.name ?? '';
    device.setAttribute('aria-label', words.changeDevice(name, device.textContent));
    device.title = words.deviceOf(name);
    const isOpen = room.channel?.isOpen ?? false;
    input.disabled = !isOpen;
    send.disabled = !isOpen;
    // An open list goes on as it is while only people come and go, so that its mark stays.
    if (!suggestions.list.hidden && suggestedFrom !== allTitles(room)) suggest();
  }

  input.addEventListener('input', suggest);
  input.addEventListener('focus', suggest);
  room.on('directory', show);
  room.on('channel', show);
}

/** A guild's own commands are for its channels; in direct messages only those of all guilds work. */
function offeredHere({ channel, directory }: Room): CommandView[] {
  if (channel?.kind !== 'direct') return directory.commands;
  return directory.commands.filter(({ isForMessages }) => isForMessages);
}

const allTitles = (room: Room): string =>
  offeredHere(room)
    .flatMap((command) => titlesOf(command))
    .join('\n');

function nothingOffered({ channel }: Room): string {
  return channel?.kind === 'direct' ? words.noCommandsHere : words.noCommands;
}

function commandsLike(room: Room, text: string): CommandView[] {
  const wanted = text.toLowerCase();
  return offeredHere(room).filter((command) =>
    titlesOf(command).some((title) => {
      const lower = title.toLowerCase();
      return lower.startsWith(wanted) || wanted.startsWith(`${lower} `);
    }),
  );
}

function isNamedBy(command: CommandView, text: string): boolean {
  return titlesOf(command).some((title) => isBegunBy(text, title));
}

function isBegunBy(text: string, title: string): boolean {
  return text === title || text.startsWith(`${title} `);
}

/** In the person's language, and as it was registered. */
function titlesOf(command: CommandView): string[] {
  const { name, subcommand, title } = command;
  return [title, subcommand === null ? `/${name}` : `/${name} ${subcommand}`];
}
