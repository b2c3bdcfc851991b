/** What people typed elsewhere (names, titles), made safe to stand inside a text. */

/** Long enough for every real name or title; a longer one is cut, with an ellipsis. */
export const NAME_LIMIT = 80;

const ELLIPSIS = '…';
/** Invisible; it keeps Discord from reading what follows as part of a mention. */
const ZERO_WIDTH_SPACE = '\u200B';

/** Line breaks, other controls, what nobody sees, and the marks that turn the direction of writing. */
const UNPRINTABLE =
  /[\p{Cc}\p{Zl}\p{Zp}\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\u3164\uFEFF]+/gu;
/** Half of a surrogate pair is no character. */
const LONE_SURROGATE = /\p{Cs}/gu;
const ANYWHERE = /[\\*_~`|[\]<>/]/g;
/** Quotes, headings and lists are only read where a line begins. */
const LINE_START = /^(?:[#+-]|\d+(?=[.)]))/;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One line without controls, for a place that knows no markdown: a label, an option. */
export function oneLine(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(UNPRINTABLE, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Several lines for a terminal, which would obey controls that stand in a title. */
export function forTerminal(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\uFFFD')
    .split('\n')
    .map((line) => line.replace(UNPRINTABLE, ' '))
    .join('\n');
}

/** At most `limit` UTF-16 units, cut between two graphemes; an ellipsis stands for the rest. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length + ELLIPSIS.length > limit) break;
    kept += segment;
  }
  return kept.trimEnd() + ELLIPSIS;
}

/** The same words inside Discord's markdown: they mention nobody, format nothing and link nowhere. */
export function plain(text: string): string {
  return oneLine(text)
    .replace(ANYWHERE, '\\$&')
    .replaceAll('@', `@${ZERO_WIDTH_SPACE}`)
    .replace(LINE_START, (mark) => (/^\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
}

/** A name or title from people, cut and made plain. */
export function plainName(text: string): string {
  return plain(cut(oneLine(text), NAME_LIMIT));
}

/** What somebody wrote, between quotation marks, so that it is plain what is meant. */
export function quoted(text: string): string {
  return `“${plainName(text)}”`;
}
