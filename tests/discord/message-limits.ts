import type { Message } from '../../src/app/ports.ts';

export const LONGEST_NONCE = 25;
export const LONGEST_THREAD_NAME = 100;

const LONGEST_TEXT = 2_000;
const LONGEST_COMPONENT_ID = 100;
const LONGEST_LABEL = 80;
const LONGEST_ALT_TEXT = 1_024;
const MOST_FILES = 10;

/** The platform's limits that a caller could break; it answers 400 to each. */
export function isInvalid(message: Message): boolean {
  return hasInvalidText(message) || hasInvalidFiles(message) || hasInvalidRows(message);
}

/** A message of nothing but files is one. */
function hasInvalidText({ text, files }: Message): boolean {
  const isEmpty = text.trim() === '' && (files ?? []).length === 0;
  return text.length > LONGEST_TEXT || isEmpty;
}

function hasInvalidFiles({ files = [] }: Message): boolean {
  if (files.length > MOST_FILES) return true;
  return files.some(
    ({ name, altText }) => name === '' || (altText ?? '').length > LONGEST_ALT_TEXT,
  );
}

function hasInvalidRows({ rows }: Message): boolean {
  if (rows.length > 5 || rows.some((row) => row.length < 1 || row.length > 5)) return true;
  const controls = rows.flat();
  if (new Set(controls.map((control) => control.id)).size < controls.length) return true;
  return controls.some((control) => {
    if (control.id.length > LONGEST_COMPONENT_ID) return true;
    if (control.kind === 'button') return control.label.length > LONGEST_LABEL;
    return control.options.length < 1 || control.options.length > 25;
  });
}
