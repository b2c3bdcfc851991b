import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIAllowedMentions,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
} from 'discord.js';
import type { Button, ControlRow, Menu, Message } from '../app/ports.ts';

/** A message's body as the REST API takes it. */
export interface MessagePayload {
  readonly content: string;
  readonly components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly allowed_mentions: APIAllowedMentions;
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
  };
}

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
