/** Shows what markdown.ts has read. */
import { element, setText } from './elements.ts';
import { readMarkdown, type Block, type Inline } from './markdown.ts';
import { cityOf, dateAndTime, stamp, type Device } from './time.ts';
import { words } from './words.ts';

/** What names stand for the ids that a text mentions. */
export interface Names {
  nowMs(): number;
  /** Of the person whom the page acts as: their device says which time it is for them. */
  device(): Device;
  nameOf(of: 'user' | 'channel' | 'role', id: string): string | null;
}

export function renderMarkdown(text: string, names: Names): HTMLElement[] {
  return readMarkdown(text).map((block) => renderBlock(block, names));
}

function renderBlock(block: Block, names: Names): HTMLElement {
  switch (block.kind) {
    case 'paragraph':
      return element('p', {}, ...inlines(block.children, names));
    case 'heading':
      // The page's own headings end at level 3.
      return element('h4', { class: `heading-${block.level}` }, ...inlines(block.children, names));
    case 'small':
      return element('p', { class: 'small' }, ...inlines(block.children, names));
    case 'quote':
      return element('blockquote', {}, ...block.blocks.map((inner) => renderBlock(inner, names)));
    case 'list': {
      const items = block.items.map((item) => element('li', {}, ...inlines(item, names)));
      return block.isNumbered
        ? element('ol', { start: block.from }, ...items)
        : element('ul', {}, ...items);
    }
    default:
      return element('pre', {}, element('code', {}, block.text));
  }
}

function inlines(nodes: readonly Inline[], names: Names): (Node | string)[] {
  return nodes.map((node) => renderInline(node, names));
}

const TAG_BY_KIND = { strong: 'strong', emphasis: 'em', underline: 'u', struck: 's' } as const;

function renderInline(node: Inline, names: Names): Node | string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'code':
      return element('code', {}, node.text);
    case 'link':
      return element(
        'a',
        { href: node.href, target: '_blank', rel: 'noopener noreferrer' },
        node.text,
      );
    case 'time':
      return timeElement(node.atMs, node.style, names);
    case 'mention':
      return element('span', { class: 'mention' }, mentionText(node.of, node.id, names));
    default:
      return element(TAG_BY_KIND[node.kind], {}, ...inlines(node.children, names));
  }
}

function mentionText(of: 'user' | 'channel' | 'role', id: string, names: Names): string {
  const name = names.nameOf(of, id);
  if (name === null) return words.someoneGone;
  return of === 'channel' ? `#${name}` : `@${name}`;
}

function timeElement(atMs: number, style: string, names: Names): HTMLElement {
  const { zone } = names.device();
  const title = words.timeIn(dateAndTime(atMs, zone), cityOf(zone));
  const attributes = { class: 'stamp', 'data-at': atMs, 'data-style': style, title };
  return element('time', attributes, stamp(atMs, style, names.nowMs(), names.device()));
}

/** Sets the times that are told by their distance ("in 5 minutes") right again. */
export function refreshStamps(place: HTMLElement, names: Names): void {
  for (const shown of place.querySelectorAll<HTMLElement>('time[data-style="R"]')) {
    const atMs = Number(shown.dataset['at']);
    setText(shown, stamp(atMs, 'R', names.nowMs(), names.device()));
  }
}

/** A text without its marks, for a screen reader's announcement. */
export function plainText(text: string, names: Names): string {
  return renderMarkdown(text, names)
    .map((block) => block.textContent)
    .join(' ');
}
