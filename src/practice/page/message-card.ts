/** One message with its buttons and menus. */
import { element } from './elements.ts';
import { messageFiles } from './message-files.ts';
import type { ButtonView, ControlView, MenuView, MessageView, PersonView } from './protocol.ts';
import { renderMarkdown, type Names } from './render-markdown.ts';
import { clockTime, dayAndTime, type Device } from './time.ts';
import { words } from './words.ts';

export interface CardActions {
  press(message: MessageView, controlId: string): Promise<void>;
  choose(message: MessageView, controlId: string, values: string[]): Promise<void>;
  putAway(message: MessageView): void;
  openThread(threadId: string): void;
}

export interface CardView {
  message: MessageView;
  author: PersonView | null;
  /** Follows another one of the same author within minutes, so the name is left out. */
  isContinued: boolean;
  youName: string;
  /** Who used the command that this answers; null when it answers none. */
  askedBy: string | null;
  /** The zone of the timetable. */
  zone: string;
  /** The device that the message is looked at with. */
  device: Device;
}

const segments = new Intl.Segmenter();

export function messageCard(view: CardView, names: Names, actions: CardActions): HTMLElement {
  const { message, author, isContinued } = view;
  const classes = [
    'message',
    isContinued ? 'continued' : '',
    message.isPrivate ? 'private' : '',
    message.ringsForYou ? 'rings' : '',
  ];
  const body = message.isThinking
    ? [element('p', { class: 'thinking' }, words.thinking)]
    : renderMarkdown(message.text, names);
  return element(
    'li',
    { class: classes.filter(Boolean).join(' '), 'data-id': message.id },
    isContinued ? null : avatar(author),
    element(
      'div',
      { class: 'message-main' },
      askedLine(view),
      isContinued ? null : byline(view),
      element('div', { class: 'text' }, ...body),
      messageFiles(message.files),
      ...message.rows.map((row) => controlRow(row, message, actions)),
      threadLink(message, actions),
      message.isPrivate ? privateLine(view, actions) : null,
    ),
  );
}

export function avatar(person: PersonView | null): HTMLElement {
  if (person?.kind === 'bot') {
    return element(
      'span',
      { class: 'avatar bot', 'aria-hidden': 'true' },
      element('img', { src: 'bell.svg', alt: '' }),
    );
  }
  const name = person?.name ?? '?';
  const letters = Array.from(segments.segment(name), ({ segment }) => segment);
  const shade = letters.reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6;
  const initial = letters[0]?.toUpperCase() ?? '';
  return element('span', { class: `avatar shade-${shade}`, 'aria-hidden': 'true' }, initial);
}

function askedLine({ askedBy, message }: CardView): HTMLElement | null {
  if (askedBy === null || message.answers === null) return null;
  return element('p', { class: 'asked' }, words.used(askedBy, message.answers.command));
}

function byline({ author, message, zone, device }: CardView): HTMLElement {
  const kind = author && author.kind !== 'participant' ? words.kinds[author.kind] : null;
  const there = dayAndTime(message.atMs, zone);
  return element(
    'p',
    { class: 'byline' },
    element('span', { class: 'author' }, author?.name ?? words.someoneGone),
    kind === null ? null : element('span', { class: 'kind' }, kind),
    element('time', { class: 'at', title: there }, clockTime(message.atMs, device.zone)),
    message.isEdited ? element('span', { class: 'at' }, words.edited) : null,
  );
}

function threadLink({ thread }: MessageView, actions: CardActions): HTMLElement | null {
  if (thread === null) return null;
  const { id, name, messageCount } = thread;
  return element(
    'button',
    {
      type: 'button',
      class: 'thread-link',
      'data-focus': `thread ${id}`,
      click: () => actions.openThread(id),
    },
    element('span', { class: 'sign thread', 'aria-hidden': 'true' }),
    element('span', { class: 'name' }, name),
    element('span', { class: 'note' }, words.messageCount(messageCount)),
  );
}

function privateLine({ message, youName }: CardView, actions: CardActions): HTMLElement {
  const putAway = { type: 'button', class: 'link', 'aria-label': words.dismissLabel };
  return element(
    'p',
    { class: 'only-you' },
    `${words.onlyYou(youName)} · `,
    element('button', { ...putAway, click: () => actions.putAway(message) }, words.dismiss),
  );
}

function controlRow(
  row: readonly ControlView[],
  message: MessageView,
  actions: CardActions,
): HTMLElement {
  return element(
    'div',
    { class: 'controls' },
    ...row.map((control) =>
      control.kind === 'button'
        ? messageButton(control, message, actions)
        : messageMenu(control, message, actions),
    ),
  );
}

function messageButton(
  { id, url, label, style, isDisabled }: ButtonView,
  message: MessageView,
  actions: CardActions,
): HTMLElement {
  if (url !== null && /^https?:/.test(url) && !isDisabled) {
    const away = { href: url, target: '_blank', rel: 'noopener noreferrer' };
    return element('a', { class: `button ${style}`, ...away }, label);
  }
  const made = element(
    'button',
    {
      type: 'button',
      class: `button ${style}`,
      disabled: isDisabled || style === 'link',
      'data-focus': `${message.id} ${id}`,
      click: () => void whileBusy(made, () => actions.press(message, id)),
    },
    label,
  );
  return made;
}

/** A native menu. One that takes several values has a button to send them. */
function messageMenu(menu: MenuView, message: MessageView, actions: CardActions): HTMLElement {
  const { id, options, placeholder, isDisabled, most, least } = menu;
  const isSingle = most === 1;
  const hint = placeholder === '' ? words.chooseHere : placeholder;
  const select = element(
    'select',
    {
      class: 'menu',
      'aria-label': hint,
      multiple: !isSingle,
      disabled: isDisabled,
      'data-focus': `${message.id} ${id}`,
    },
    isSingle ? element('option', { value: '' }, hint) : null,
    ...options.map(({ value, label, description, isDefault }) =>
      element(
        'option',
        { value, selected: isDefault },
        description === null ? label : `${label} · ${description}`,
      ),
    ),
  );
  const send = () => {
    const values = [...select.selectedOptions].map((option) => option.value).filter(Boolean);
    if (values.length < least) return;
    void whileBusy(select, async () => {
      await actions.choose(message, id, values);
      if (isSingle) select.value = '';
    });
  };
  if (isSingle) {
    select.addEventListener('change', send);
    return select;
  }
  const button = element(
    'button',
    { type: 'button', class: 'button', click: send },
    words.chooseMany,
  );
  return element('div', { class: 'menu-many' }, select, button);
}

/** A second press before the answer would be another use of the same button. */
async function whileBusy(control: HTMLElement, run: () => Promise<void>): Promise<void> {
  if (control.getAttribute('aria-busy') === 'true') return;
  control.setAttribute('aria-busy', 'true');
  try {
    await run();
  } finally {
    control.removeAttribute('aria-busy');
  }
}
