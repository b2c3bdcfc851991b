import type { ObjectNode, ValueNode } from '@humanwhocodes/momoa';
import { nearestSpelling } from '../../domain/spelling.ts';
import type { TimetableMistake, TimetableProblem } from '../../domain/timetable-mistake.ts';

/** The text that is read, and the mistakes found in it so far. */
export interface Reading {
  readonly text: string;
  readonly mistakes: TimetableMistake[];
}

/** One value in the file, with its place. */
export interface Field {
  readonly key: string;
  readonly node: ValueNode;
  readonly line: number;
  /** Notes the mistake; null, so that a reader may return it. */
  readonly report: (problem: TimetableProblem) => null;
  /** One element of a list. */
  readonly item: (node: ValueNode, index: number) => Field;
}

/** An object's values by key, and the object itself as a field. */
export interface FieldGroup {
  readonly self: Field;
  readonly fieldByKey: ReadonlyMap<string, Field>;
  /** Keys that were probably meant by keys that are not known. */
  readonly misspeltKeys: ReadonlySet<string>;
}

interface Whereabouts {
  readonly path: string;
  readonly seriesId: string | null;
}

export function fieldAt(
  reading: Reading,
  node: ValueNode,
  key: string,
  { path, seriesId }: Whereabouts,
): Field {
  const { line, column } = node.loc.start;
  return {
    key,
    node,
    line,
    report: (problem) => {
      reading.mistakes.push({ line, column, path, seriesId, ...problem });
      return null;
    },
    item: (element, index) =>
      fieldAt(reading, element, `${key}[${index}]`, { path: `${path}[${index}]`, seriesId }),
  };
}

/** The object's fields. Unknown keys and keys that stand twice are noted; the first one counts. */
export function fieldsOf(
  reading: Reading,
  node: ObjectNode,
  where: Whereabouts,
  allowed: readonly string[],
): FieldGroup {
  const fieldByKey = new Map<string, Field>();
  const misspeltKeys = new Set<string>();
  for (const member of node.members) {
    const key = member.name.type === 'String' ? member.name.value : member.name.name;
    const path = where.path === '' ? key : `${where.path}.${key}`;
    const name = fieldAt(reading, member.name as ValueNode, key, { ...where, path });
    const first = fieldByKey.get(key);
    if (!allowed.includes(key)) {
      const meant = nearestSpelling(key, allowed);
      if (meant !== null) misspeltKeys.add(meant);
      name.report({ code: 'UNKNOWN_KEY', key, meant, allowed });
    } else if (first) {
      name.report({ code: 'DUPLICATE_KEY', key, firstLine: first.line });
    } else {
      fieldByKey.set(key, fieldAt(reading, member.value, key, { ...where, path }));
    }
  }
  return { self: fieldAt(reading, node, '', where), fieldByKey, misspeltKeys };
}

/** The field, or null after noting that it is missing. `write` is JSON. */
export function required(group: FieldGroup, key: string, write: string): Field | null {
  // A slip of the pen has been noted already, where it stands.
  if (group.misspeltKeys.has(key) && !group.fieldByKey.has(key)) return null;
  return group.fieldByKey.get(key) ?? group.self.report({ code: 'MISSING_KEY', key, write });
}

/** The field as a person wrote it, cut to a length that fits into a sentence. */
export function sourceOf(reading: Reading, node: ValueNode): string {
  const [from, to] = node.range ?? [0, 0];
  const source = reading.text.slice(from, to).replaceAll(/\s+/g, ' ');
  return source.length > 40 ? `${source.slice(0, 39)}…` : source;
}

type NodeOf<Type extends ValueNode['type']> = Extract<ValueNode, { type: Type }>;
const TYPE_OF_WANTED = {
  text: 'String',
  number: 'Number',
  flag: 'Boolean',
  list: 'Array',
  object: 'Object',
} as const;
type Wanted = keyof typeof TYPE_OF_WANTED;

/** The field's node if it is of the wanted type, or null after noting what it is instead. */
export function ofType<Wants extends Wanted>(
  reading: Reading,
  field: Field,
  wants: Wants,
  write: string,
): NodeOf<(typeof TYPE_OF_WANTED)[Wants]> | null {
  if (field.node.type === TYPE_OF_WANTED[wants]) {
    return field.node as NodeOf<(typeof TYPE_OF_WANTED)[Wants]>;
  }
  const found = sourceOf(reading, field.node);
  return field.report({ code: 'WRONG_TYPE', key: field.key, found, wants, write });
}

/** A text with something in it, without the spaces around it. */
export function textOf(
  reading: Reading,
  field: Field,
  write: string,
  maxLength: number,
): string | null {
  const text = ofType(reading, field, 'text', write)?.value.trim();
  if (text === undefined) return null;
  if (text === '') return field.report({ code: 'EMPTY_TEXT', key: field.key, write });
  if (text.length > maxLength) {
    return field.report({ code: 'TEXT_TOO_LONG', key: field.key, maxLength });
  }
  return text;
}

/** `true` or `false`; null after noting what it is instead. */
export function flagOf(reading: Reading, field: Field): boolean | null {
  return ofType(reading, field, 'flag', 'true')?.value ?? null;
}

/** The elements of a list, each as a field; null after noting that it is none. */
export function itemsOf(reading: Reading, list: Field, write: string): Field[] | null {
  const node = ofType(reading, list, 'list', write);
  if (node === null) return null;
  return node.elements.map(({ value }, index) => list.item(value, index));
}
