/** Takes the id of a person out of what a row holds. */

export interface Erasing {
  readonly userId: string;
  /** What stands in place of the id where something must; it names nobody. */
  readonly standIn: string;
}

/**
 * JSON stays JSON: the id becomes null, is taken out of lists, and goes with its value where
 * it is a key. `isNullable`: a text that is nothing but the id becomes null.
 */
export function withoutPerson(
  text: string,
  erasing: Erasing,
  column: { readonly isNullable: boolean; readonly isJson: boolean },
): string | null {
  if (column.isJson) return JSON.stringify(valueWithout(JSON.parse(text), erasing));
  if (text === erasing.userId && column.isNullable) return null;
  const nested = jsonOf(text);
  return nested === undefined
    ? textWithout(text, erasing)
    : JSON.stringify(valueWithout(nested, erasing));
}

/** Whether the id stands in the text as a number of its own, and not as a part of a longer one. */
export function mentions(text: string, userId: string): boolean {
  return wholeId(userId).test(text);
}

function valueWithout(value: unknown, erasing: Erasing): unknown {
  if (value === erasing.userId) return null;
  if (typeof value === 'string') return textWithout(value, erasing);
  if (Array.isArray(value)) {
    return value
      .filter((item) => item !== erasing.userId)
      .map((item) => valueWithout(item, erasing));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !mentions(key, erasing.userId))
      .map(([key, inner]) => [key, valueWithout(inner, erasing)]),
  );
}

function textWithout(text: string, { userId, standIn }: Erasing): string {
  return text.replace(wholeId(userId), standIn);
}

function wholeId(userId: string): RegExp {
  return new RegExp(`(?<!\\d)${userId}(?!\\d)`, 'g');
}

/** An object or a list written as text; undefined when it is plain text. */
function jsonOf(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // It only begins like JSON: then it is taken as the text that it is.
    return undefined;
  }
}
