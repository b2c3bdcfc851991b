/** One message of the pretend Discord, as the page takes it. */
import type { ButtonView, ControlView, FileView, MenuView, MessageView } from './page/protocol.ts';
import type { World } from './world.ts';
import { filePath, isPicture, isSound } from './world/attached-files.ts';
import { EPHEMERAL, type Attachment, type Message } from './world/entities.ts';
import { objectsIn, textOf, type JsonObject } from './world/json.ts';
import { snowflakeAtMs } from './world/snowflake.ts';
import { messageCountOf, THREAD_STARTER } from './world/threads.ts';

/** The flag on a deferred reply that is still empty. */
const LOADING = 1 << 7;

/** The types of options that lead to a subcommand. */
const SUBCOMMAND = 1;
const GROUP = 2;

const ACTION_ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const BUTTON_STYLES: readonly ButtonView['style'][] = [
  'primary',
  'secondary',
  'success',
  'danger',
  'link',
];

export function messageView(world: World, message: Message, youId: string): MessageView {
  const { id, channelId, flags } = message;
  const thread = world.channelById.get(id);
  // The message that opens a thread has nothing of its own: it shows the one that it points to.
  const shown =
    message.type === THREAD_STARTER && message.referenceId !== null
      ? (world.messages.find(message.referenceId) ?? message)
      : message;
  const interaction =
    message.interactionId === null ? null : world.interactions.find(message.interactionId);
  const answers =
    interaction?.kind === 'command'
      ? { personId: interaction.userId, command: usedCommand(interaction.data) }
      : null;
  return {
    id,
    channelId,
    authorId: shown.authorId,
    atMs: snowflakeAtMs(shown.id),
    isEdited: message.editedAtMs !== null && interaction === null,
    text: shown.content,
    rows: message.components
      .filter((row) => row['type'] === ACTION_ROW)
      .map((row) => objectsIn(row['components']).flatMap((control) => controlView(control))),
    isPrivate: (flags & EPHEMERAL) !== 0,
    isThinking: (flags & LOADING) !== 0,
    answers,
    ringsForYou: world.messages.pingedUserIds(message).includes(youId),
    files: shown.attachments.map((file) => fileView(file, shown.channelId)),
    opensThread: shown !== message,
    thread:
      thread === undefined ? null : { id, name: thread.name, messageCount: messageCountOf(thread) },
  };
}

/** "schedule move": the command with its subcommand, if it has any. */
function usedCommand({ name, options }: JsonObject): string {
  const inner = objectsIn(options).find(({ type }) => type === SUBCOMMAND || type === GROUP);
  return inner === undefined ? textOf(name) : `${textOf(name)} ${usedCommand(inner)}`;
}

function fileView(file: Attachment, channelId: string): FileView {
  return {
    name: file.filename,
    url: `files/${filePath(file, channelId)}`,
    sizeBytes: file.sizeBytes,
    isPicture: isPicture(file),
    isSound: isSound(file),
    description: file.description,
    widthPx: file.widthPx,
    heightPx: file.heightPx,
  };
}

function controlView(control: JsonObject): ControlView[] {
  const id = textOf(control['custom_id']);
  const isDisabled = control['disabled'] === true;
  if (control['type'] === BUTTON) {
    const style = BUTTON_STYLES[Number(control['style']) - 1] ?? 'secondary';
    const symbol = objectsIn([control['emoji']])
      .map((emoji) => textOf(emoji['name']))
      .join('');
    const label = [symbol, textOf(control['label'])].filter((part) => part !== '').join(' ');
    const url = style === 'link' ? textOf(control['url']) : null;
    return [{ kind: 'button', id, url, label, style, isDisabled }];
  }
  return control['type'] === STRING_SELECT ? [menuView(control, id, isDisabled)] : [];
}

function menuView(control: JsonObject, id: string, isDisabled: boolean): MenuView {
  return {
    kind: 'menu',
    id,
    placeholder: textOf(control['placeholder']),
    options: objectsIn(control['options']).map((option) => ({
      value: textOf(option['value']),
      label: textOf(option['label']),
      description: textOf(option['description']) || null,
      isDefault: option['default'] === true,
    })),
    least: Number(control['min_values'] ?? 1),
    most: Number(control['max_values'] ?? 1),
    isDisabled,
  };
}
