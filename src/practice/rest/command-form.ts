/** What Discord checks about an application command. */
import { isJsonObject, objectsIn, textOf, type Json, type JsonObject } from '../world/json.ts';
import { LOCALES } from '../world/locales.ts';
import { Form } from './form.ts';

/** Lower case only, where the script has a lower case. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;
const LAST_OPTION_TYPE = 11;
/** All names, descriptions and choice values of one command together. */
const COMMAND_LENGTH_LIMIT = 8_000;
const COMMANDS_LIMIT = 100;

/** Throws if Discord would refuse one of these commands. */
export function checkCommands(bodies: JsonObject[], isList: boolean): void {
  const form = new Form();
  if (bodies.length > COMMANDS_LIMIT) {
    const message = `Maximum number of application commands reached (${COMMANDS_LIMIT})`;
    form.fail('', 'APPLICATION_COMMANDS_LIMIT', message);
  }
  const names = new Set<string>();
  for (const [index, body] of bodies.entries()) {
    const path = isList ? `${index}` : '';
    checkCommand(form, path, body);
    const name = textOf(body['name']);
    if (names.has(name)) {
      const message = 'Application command names must be unique';
      form.fail(under(path, 'name'), 'APPLICATION_COMMANDS_DUPLICATE_NAME', message);
    }
    names.add(name);
  }
  form.insist();
}

function checkCommand(form: Form, path: string, body: JsonObject): void {
  checkName(form, under(path, 'name'), body['name']);
  form.text(under(path, 'description'), body['description'], {
    min: 1,
    max: 100,
    isRequired: true,
  });
  checkTranslations(form, path, body);
  if (commandLength(body) > COMMAND_LENGTH_LIMIT) {
    const message = `Command exceeds maximum size (${COMMAND_LENGTH_LIMIT})`;
    form.fail(path, 'APPLICATION_COMMAND_TOO_LARGE', message);
  }
  checkOptions(form, under(path, 'options'), objectsIn(body['options']), 0);
}

/** @param depth how many subcommands and groups the options stand in. */
function checkOptions(form: Form, path: string, options: JsonObject[], depth: number): void {
  form.count(path, options, 0, 25);
  if (options.some(isGroup) && !options.every(isGroup)) {
    const message =
      'Sub-command and sub-command group option types are mutually exclusive to all other types';
    form.fail(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
  checkDistinctTranslations(form, path, options);
  const names = new Set<string>();
  let sawOptional = false;
  for (const [index, option] of options.entries()) {
    const place = `${path}.${index}`;
    checkOption(form, place, option, depth);
    const name = textOf(option['name']);
    if (names.has(name)) {
      const message = 'Option names must be unique';
      form.fail(`${place}.name`, 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED', message);
    }
    names.add(name);
    const isRequired = option['required'] === true;
    if (isRequired && sawOptional) {
      const message = 'Required options must be placed before non-required options';
      form.fail(place, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
    }
    sawOptional ||= !isRequired && !isGroup(option);
  }
}

function checkOption(form: Form, path: string, option: JsonObject, depth: number): void {
  checkName(form, `${path}.name`, option['name']);
  form.text(`${path}.description`, option['description'], { min: 1, max: 100, isRequired: true });
  checkTranslations(form, path, option);
  const type = Number(option['type']);
  if (!(type >= SUBCOMMAND && type <= LAST_OPTION_TYPE)) {
    form.fail(`${path}.type`, 'BASE_TYPE_CHOICES', 'This field is not a known option type.');
  }
  if (isGroup(option)) {
    checkGroup(form, path, option, depth);
    return;
  }
  const choices = objectsIn(option['choices']);
  form.count(`${path}.choices`, choices, 0, 25);
  if (choices.length > 0 && option['autocomplete'] === true) {
    const message = 'Autocomplete and choices exclude each other';
    form.fail(path, 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES', message);
  }
  for (const [index, choice] of choices.entries()) {
    const place = `${path}.choices.${index}`;
    checkChoice(form, place, choice);
    checkTranslations(form, place, choice, 100);
  }
}

/** A translated name is no other option's name, neither by default nor in that language. */
function checkDistinctTranslations(form: Form, path: string, options: JsonObject[]): void {
  for (const [index, option] of options.entries()) {
    const translations = option['name_localizations'];
    if (!isJsonObject(translations)) continue;
    const others = options.filter((other) => other !== option);
    for (const [locale, text] of Object.entries(translations)) {
      const isTaken = others.some((other) => {
        const theirs = other['name_localizations'];
        return text === other['name'] || (isJsonObject(theirs) && text === theirs[locale]);
      });
      if (!isTaken) continue;
      const place = `${path}.${index}.name_localizations.${locale}`;
      const message = 'Option names must be unique';
      form.fail(place, 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED', message);
    }
  }
}

/** Groups stand at the top and hold subcommands; subcommands hold no further ones. */
function checkGroup(form: Form, path: string, option: JsonObject, depth: number): void {
  const inner = objectsIn(option['options']);
  const isTooDeep = depth > (option['type'] === SUBCOMMAND_GROUP ? 0 : 1);
  const holdsWrong = option['type'] === SUBCOMMAND && inner.some(isGroup);
  if (isTooDeep || holdsWrong) {
    const message = 'This option type is not allowed here.';
    form.fail(`${path}.type`, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
  checkOptions(form, `${path}.options`, inner, depth + 1);
}

function isGroup({ type }: JsonObject): boolean {
  return type === SUBCOMMAND || type === SUBCOMMAND_GROUP;
}

/** @param mostNameCharacters set for choices, whose names may be any text. */
function checkTranslations(
  form: Form,
  path: string,
  part: JsonObject,
  mostNameCharacters?: number,
): void {
  for (const field of ['name', 'description'] as const) {
    const key = `${field}_localizations`;
    const translations = part[key];
    if (!isJsonObject(translations)) continue;
    for (const [locale, text] of Object.entries(translations)) {
      const place = under(path, `${key}.${locale}`);
      if (!LOCALES.includes(locale)) {
        form.fail(place, 'BASE_TYPE_CHOICES', `"${locale}" is not an available locale.`);
      } else if (field === 'name' && mostNameCharacters === undefined) {
        if (text !== null) checkName(form, place, text);
      } else {
        form.text(place, text, { min: 1, max: 100 });
      }
    }
  }
}

/** A choice of an option or of an autocompletion. */
export function checkChoice(form: Form, path: string, choice: JsonObject): void {
  form.text(`${path}.name`, choice['name'], { min: 1, max: 100, isRequired: true });
  if (typeof choice['value'] !== 'number') {
    form.text(`${path}.value`, choice['value'], { max: 100, isRequired: true });
  }
}

function checkName(form: Form, path: string, name: Json | undefined): void {
  form.text(path, name, { min: 1, max: 32, isRequired: true });
  if (typeof name !== 'string' || name.length > 32) return;
  if (!NAME.test(name) || name !== name.toLowerCase()) {
    const message = 'Command name is invalid';
    form.fail(path, 'APPLICATION_COMMAND_INVALID_NAME', message);
  }
}

/** Of a text and its translations, the longest counts. */
function commandLength(part: JsonObject): number {
  const own = ['name', 'description', 'value'].reduce((sum, key) => {
    const translations = part[`${key}_localizations`];
    const texts = isJsonObject(translations) ? Object.values(translations) : [];
    const lengths = [part[key], ...texts].map((text) => textOf(text).length);
    return sum + Math.max(...lengths);
  }, 0);
  const inner = [...objectsIn(part['options']), ...objectsIn(part['choices'])];
  return inner.reduce((sum, each) => sum + commandLength(each), own);
}

function under(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
