/** Reads the part of Discord's markdown that the page shows. It makes a tree and no markup. */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'emphasis' | 'underline' | 'struck'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'time'; atMs: number; style: string }
  | { kind: 'mention'; of: 'user' | 'channel' | 'role'; id: string };

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'heading'; level: 1 | 2 | 3; children: Inline[] }
  | { kind: 'small'; children: Inline[] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; isNumbered: boolean; from: number; items: Inline[][] }
  | { kind: 'codeBlock'; text: string };

const FENCE = '```';
const LIST_ITEM = /^\s*(?:[-*]|(\d+)\.)\s+(.*)$/;
const QUOTE = /^>\s?(.*)$/;
const HEADING = /^(#{1,3})\s+(.*)$/;
const SMALL = /^-#\s+(.*)$/;

export function readMarkdown(text: string): Block[] {
  const parts = text.split(FENCE);
  // Every second part stands between two fences; a last one without its end is plain text.
  return parts.flatMap((part, at) => {
    if (at % 2 === 0) return readLines(part.split('\n'));
    if (at === parts.length - 1) return readLines((FENCE + part).split('\n'));
    return [{ kind: 'codeBlock', text: part.replace(/^\w*\n/, '').replace(/\n$/, '') }];
  });
}

function readLines(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  const takeWhile = (isWanted: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && isWanted(lines[at] ?? '')) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const oneLine = readOneLine(line);
    if (oneLine !== null) {
      blocks.push(oneLine);
      at += 1;
    } else if (line.startsWith('>>> ')) {
      const rest = [line.slice(4), ...lines.slice(at + 1)];
      blocks.push({ kind: 'quote', blocks: readLines(rest) });
      at = lines.length;
    } else if (QUOTE.test(line)) {
      const quoted = takeWhile((each) => QUOTE.test(each));
      const inner = quoted.map((each) => QUOTE.exec(each)?.[1] ?? '');
      blocks.push({ kind: 'quote', blocks: readLines(inner) });
    } else if (LIST_ITEM.test(line)) {
      const isNumbered = LIST_ITEM.exec(line)?.[1] !== undefined;
      const items = takeWhile((each) => isItem(each, isNumbered));
      blocks.push(readList(items, isNumbered));
    } else if (line.trim() === '') {
      at += 1;
    } else {
      const paragraph = takeWhile((each) => each.trim() !== '' && isPlain(each));
      blocks.push({ kind: 'paragraph', children: readInline(paragraph.join('\n')) });
    }
  }
  return blocks;
}

function isItem(line: string, isNumbered: boolean): boolean {
  const item = LIST_ITEM.exec(line);
  return item !== null && (item[1] !== undefined) === isNumbered && readOneLine(line) === null;
}

function isPlain(line: string): boolean {
  return readOneLine(line) === null && ![QUOTE, LIST_ITEM].some((pattern) => pattern.test(line));
}

function readOneLine(line: string): Block | null {
  const heading = HEADING.exec(line);
  if (heading !== null) {
    const level = Math.min(3, heading[1]?.length ?? 1) as 1 | 2 | 3;
    return { kind: 'heading', level, children: readInline(heading[2] ?? '') };
  }
  const small = SMALL.exec(line);
  return small === null ? null : { kind: 'small', children: readInline(small[1] ?? '') };
}

function readList(lines: readonly string[], isNumbered: boolean): Block {
  const matches = lines.map((line) => LIST_ITEM.exec(line));
  const items = matches.map((match) => readInline(match?.[2] ?? ''));
  return { kind: 'list', isNumbered, from: Number(matches[0]?.[1] ?? 1), items };
}

interface Rule {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => Inline;
}

const group = (match: RegExpExecArray, at: number): string => match[at] ?? '';
const wrapping = (kind: 'strong' | 'emphasis' | 'underline' | 'struck') => {
  return (match: RegExpExecArray): Inline => ({ kind, children: readInline(group(match, 1)) });
};
const mention = (of: 'user' | 'channel' | 'role') => {
  return (match: RegExpExecArray): Inline => ({ kind: 'mention', of, id: group(match, 1) });
};

/** Each is tried where the text stands; the first that fits is taken. */
const RULES: readonly Rule[] = [
  { pattern: /\\([^a-zA-Z0-9\s])/y, read: (match) => ({ kind: 'text', text: group(match, 1) }) },
  { pattern: /`([^`\n]+)`/y, read: (match) => ({ kind: 'code', text: group(match, 1) }) },
  {
    pattern: /<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y,
    read: (match) => ({
      kind: 'time',
      atMs: Number(match[1]) * 1_000,
      style: match[2] ?? 'f',
    }),
  },
  { pattern: /<@!?(\d+)>/y, read: mention('user') },
  { pattern: /<@&(\d+)>/y, read: mention('role') },
  { pattern: /<#(\d+)>/y, read: mention('channel') },
  {
    pattern: /\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/y,
    read: (match) => ({ kind: 'link', text: group(match, 1), href: group(match, 2) }),
  },
  {
    pattern: /<?(https?:\/\/[^\s<>]*[^\s<>.,:;"')\]])>?/y,
    read: (match) => ({ kind: 'link', text: group(match, 1), href: group(match, 1) }),
  },
  { pattern: /\*\*((?:[^*]|\*(?!\*))+)\*\*/y, read: wrapping('strong') },
  { pattern: /__((?:[^_]|_(?!_))+)__/y, read: wrapping('underline') },
  { pattern: /~~((?:[^~]|~(?!~))+)~~/y, read: wrapping('struck') },
  { pattern: /\*(?=\S)([^*]+?)\*/y, read: wrapping('emphasis') },
  { pattern: /\b_(?=\S)([^_]+?)_\b/y, read: wrapping('emphasis') },
];

export function readInline(text: string): Inline[] {
  const nodes: Inline[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const found = firstRule(text, at);
    if (found === null) {
      plain += text[at] ?? '';
      at += 1;
      continue;
    }
    if (plain !== '') nodes.push({ kind: 'text', text: plain });
    plain = '';
    nodes.push(found.node);
    at = found.endsAt;
  }
  if (plain !== '') nodes.push({ kind: 'text', text: plain });
  return nodes;
}

function firstRule(text: string, at: number): { node: Inline; endsAt: number } | null {
  for (const { pattern, read } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { node: read(match), endsAt: at + match[0].length };
  }
  return null;
}
