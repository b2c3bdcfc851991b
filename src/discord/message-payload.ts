import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIAllowedMentions,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
  type AttachmentPayload,
  type RawFile,
} from 'discord.js';
import type { Button, ControlRow, Menu, Message, MessageFile } from '../app/ports.ts';

/** A message's body as the REST API takes it. */
export interface MessagePayload {
  readonly content: string;
  readonly components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly allowed_mentions: APIAllowedMentions;
  /** All that the message has: an edit takes away what is not named here. */
  readonly attachments: AttachmentBody[];
}

interface AttachmentBody {
  /** Which of the files that are sent along, from 0. */
  readonly id: number;
  readonly filename: string;
  /** The words for whoever can't see it. */
  readonly description?: string;
}

/** Nobody is pinged by what happens to stand in the text: only whom `pings` names. */
export function messagePayload(message: Message): MessagePayload {
  return {
    content: message.text,
    components: message.rows.map(actionRow),
    allowed_mentions: {
      parse: [],
      users: [...(message.pings?.users ?? [])],
      roles: [...(message.pings?.roles ?? [])],
    },
    attachments: filesOf(message).map(({ name, altText }, id) => ({
      id,
      filename: name,
      ...(altText === undefined ? {} : { description: altText }),
    })),
  };
}

/** The files themselves, in the order in which the payload numbers them. */
export function rawFiles(message: Message): RawFile[] {
  return filesOf(message).map(({ name, bytes }) => {
    const contentType = CONTENT_TYPE_BY_ENDING.get(name.split('.').at(-1) ?? '');
    return { name, data: bytes, ...(contentType === undefined ? {} : { contentType }) };
  });
}

/** The same for the library's own methods, with which interactions are answered. */
export function attachmentPayloads(message: Message): AttachmentPayload[] {
  return filesOf(message).map(({ name, bytes, altText }) => ({
    name,
    attachment: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    ...(altText === undefined ? {} : { description: altText }),
  }));
}

function filesOf(message: Message): readonly MessageFile[] {
  return message.files ?? [];
}

/** What the app makes; of anything else Discord finds out itself. */
const CONTENT_TYPE_BY_ENDING: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['svg', 'image/svg+xml'],
  ['csv', 'text/csv'],
  ['json', 'application/json'],
  ['ics', 'text/calendar'],
  ['txt', 'text/plain'],
  ['opus', 'audio/ogg'],
]);

function actionRow(row: ControlRow): APIActionRowComponent<APIComponentInMessageActionRow> {
  return {
    type: ComponentType.ActionRow,
    components: row.map((control) => (control.kind === 'button' ? button(control) : menu(control))),
  };
}

const STYLE_BY_NAME = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

function button(control: Button): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    custom_id: control.id,
    label: control.label,
    style: STYLE_BY_NAME[control.style],
  };
}

function menu(control: Menu): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: control.id,
    placeholder: control.placeholder,
    options: control.options.map((option) => ({ ...option })),
  };
}
