/**
 * What Discord would read as more than plain words. It is stricter than Discord: every
 * unescaped mark counts, whether or not its counterpart follows.
 */
const ESCAPED = /^\\[^0-9A-Za-z\s]/u;

const ACTIVE: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['mention', /^<(?:@[!&]?|#)\d+>/],
  ['mention', /^@(?:everyone|here)/],
  ['command', /^<\/[^<>]+:\d+>/],
  ['time', /^<t:-?\d+(?::[a-zA-Z])?>/],
  ['emoji', /^<a?:\w+:\d+>/],
  ['guide', /^<id:\w+>/],
  ['link', /^(?:https?|discord|steam):\/\//i],
  ['link', /^discord(?:app)?\.(?:gg|com)\//i],
  ['masked', /^\[/],
  ['code', /^`/],
  ['bold', /^\*/],
  ['italic', /^_/],
  ['strike', /^~/],
  ['spoiler', /^\|/],
];

/** Only where a line begins. */
const ACTIVE_AT_LINE_START: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['quote', /^>/],
  ['heading', /^-?#/],
  ['list', /^(?:[-+]|\d+[.)])/],
];

/** Found by the platform before any markdown is read, so that an escape does not help. */
const RAW: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['raw mention', /@(?:everyone|here)/gi],
  ['raw mention', /<@[!&]?\d+>/g],
  ['raw link', /https?:\/\//gi],
  ['raw invitation', /discord(?:app)?\.(?:gg|com)\//gi],
];

/** The names of all marks that are active, in the order in which they stand. */
export function activeMarks(text: string): string[] {
  const marks = RAW.flatMap(([name, pattern]) => [...text.matchAll(pattern)].map(() => name));
  let at = 0;
  let isLineStart = true;
  while (at < text.length) {
    const rest = text.slice(at);
    const escaped = ESCAPED.exec(rest);
    if (escaped) {
      at += escaped[0].length;
      isLineStart = false;
      continue;
    }
    const patterns = isLineStart ? [...ACTIVE_AT_LINE_START, ...ACTIVE] : ACTIVE;
    const active = patterns.find(([, pattern]) => pattern.test(rest));
    if (active) marks.push(active[0]);
    const length = active ? (active[1].exec(rest)?.[0].length ?? 1) : 1;
    isLineStart = rest[0] === '\n';
    at += length;
  }
  return marks;
}

/** What a reader sees of a text without active marks. */
export function asRead(text: string): string {
  return text.replace(/\\([^0-9A-Za-z\s])/gu, '$1').replaceAll('\u200B', '');
}
