import { parse, type ValueNode } from '@humanwhocodes/momoa';
import type { JsonProblem } from '../../domain/timetable-mistake.ts';

export type JsonReading =
  | { readonly ok: true; readonly root: ValueNode }
  | {
      readonly ok: false;
      readonly problem: JsonProblem;
      readonly line: number;
      readonly column: number;
    };

/** Reads JSON as a tree that knows its places. Lines and columns count from 1. */
export function readJson(text: string): JsonReading {
  const outline = outlineOf(text);
  try {
    const root = parse(text, { mode: 'json', ranges: true }).body;
    // The parser lets a text run on over the end of its line; JSON does not.
    if (outline.openTextAt === null) return { ok: true, root };
    return mistakeAt(text, outline.openTextAt, { code: 'JSON_OPEN_TEXT' });
  } catch (error) {
    // The parser tells every mistake in the text by throwing; only its place is of use.
    return diagnose(text, outline, error);
  }
}

interface Outline {
  /** Where the first text begins that has no closing quote on its line. */
  readonly openTextAt: number | null;
  /** How many brackets are opened and never closed. */
  readonly openBrackets: number;
}

function outlineOf(text: string): Outline {
  let openTextAt: number | null = null;
  let openBrackets = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (sign === '"') openTextAt = openTextAt === null ? at : null;
    else if (openTextAt === null) openBrackets += bracketStep(sign);
    else if (sign === '\\') at += 1;
    else if (sign === '\n' || sign === '\r') return { openTextAt, openBrackets };
  }
  return { openTextAt, openBrackets };
}

function bracketStep(sign: string): number {
  if (sign === '{' || sign === '[') return 1;
  return sign === '}' || sign === ']' ? -1 : 0;
}

/** What a person most likely did where the parser gave up. */
function diagnose(text: string, outline: Outline, error: unknown): JsonReading {
  const offset = offsetOf(error) ?? text.length;
  if (outline.openTextAt !== null && outline.openTextAt < offset) {
    return mistakeAt(text, outline.openTextAt, { code: 'JSON_OPEN_TEXT' });
  }
  // Where a text breaks off, the parser points to the last thing in it, or to its start.
  const isAtLast = /^\s*(?:"[^"]*"|[-+.\w]+|.)?\s*$/.test(text.slice(offset));
  const saysEnd = error instanceof Error && /end of input/.test(error.message);
  if (text.trim() === '' || (outline.openBrackets > 0 && (isAtLast || saysEnd))) {
    return mistakeAt(text, text.trimEnd().length, { code: 'JSON_ENDS_EARLY' });
  }
  const found = text[offset] ?? '';
  const before = text.slice(0, offset).trimEnd();
  const last = before.at(-1) ?? '';
  if (last === ',' && /[}\]]/.test(found)) {
    return mistakeAt(text, before.length - 1, { code: 'JSON_TRAILING_COMMA' });
  }
  if (/[/#]/.test(found)) return mistakeAt(text, offset, { code: 'JSON_COMMENT' });
  if (/['‘’“”`]/.test(found)) return mistakeAt(text, offset, { code: 'JSON_QUOTES', found });
  if (/["\d}\]el]/.test(last) && /["{[]/.test(found)) {
    return mistakeAt(text, before.length, { code: 'JSON_MISSING_COMMA' });
  }
  const word = /^\w+/.exec(text.slice(offset, offset + 40))?.[0] ?? found;
  return mistakeAt(text, offset, { code: 'JSON_UNEXPECTED', found: word });
}

function offsetOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('offset' in error)) return null;
  return typeof error.offset === 'number' ? error.offset : null;
}

function mistakeAt(text: string, offset: number, problem: JsonProblem): JsonReading {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { ok: false, problem, line: lines.length, column: lines.at(-1)!.length + 1 };
}
