/**
 * What a person gave to a command, as its specs promise it: what was not asked for is dropped, numbers
 * are kept within their bounds, and what the platform has promised never to send is trouble.
 */
import { asId, type UserId } from '../domain/identity.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { OptionSpec, OptionSpecs, OptionValues } from './command.ts';
import type { Invocation } from './invocation.ts';

export type GivenValues = Extract<Invocation, { type: 'command' }>['options'];
type GivenValue = GivenValues[string];
type StringSpec = Extract<OptionSpec, { type: 'string' }>;

/** Discord's limit for a text whose option names none. */
const LONGEST_TEXT = 6_000;
/** Discord's ids, decimal. */
const SNOWFLAKE = /^\d{1,20}$/;

export function valuesOf(specs: OptionSpecs, given: GivenValues): OptionValues<OptionSpecs> {
  const entries = Object.entries(specs).map(([name, spec]) => [
    name,
    valueOf(name, spec, given[name]),
  ]);
  return Object.fromEntries(entries) as OptionValues<OptionSpecs>;
}

/** Half a character, or one that ends a text for whoever reads it in C, is no part of a text. */
export function wellFormed(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

function valueOf(name: string, spec: OptionSpec, given: GivenValue | undefined) {
  if (given === undefined) {
    if (spec.required) throw new Error(`The platform left out the option ${name}.`);
    return null;
  }
  if (spec.type === 'attachment') {
    if (typeof given === 'object') return given;
    throw new Error(`The option ${name} is no file.`);
  }
  if (typeof given === 'object') throw new Error(`The option ${name} is a file.`);
  switch (spec.type) {
    case 'string':
      return textOf(name, spec, String(given));
    case 'user':
      if (!SNOWFLAKE.test(String(given))) throw new Error(`The option ${name} is nobody's id.`);
      return asId<UserId>(String(given));
    case 'flag':
      return given === true;
    case 'integer': {
      const value = Number(given);
      if (!Number.isInteger(value)) throw new Error(`The option ${name} is no whole number.`);
      return Math.min(Math.max(value, spec.min), spec.max);
    }
    default:
      return unreachable(spec);
  }
}

function textOf(name: string, { choices, maxLength }: StringSpec, given: string): string {
  if (given.length > (maxLength ?? LONGEST_TEXT))
    throw new Error(`The option ${name} is too long.`);
  const isChoice = choices?.includes(given) ?? true;
  if (!isChoice) throw new Error(`The option ${name} is none of its choices.`);
  return wellFormed(given);
}
