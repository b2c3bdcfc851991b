/** Reads what the page asks for. Anything that is not exactly a request is none. */
import { PERSON_KINDS, SPEEDS, type Action, type Request } from './page/protocol.ts';
import { isJsonObject, textOf, type JsonObject } from './world/json.ts';

/** Far more than the longest message and its form. */
const MOST_CHARACTERS = 20_000;

/** Null for what the page itself would never send. */
export function readRequest(data: string): Request | null {
  const body = data.length > MOST_CHARACTERS ? null : parsed(data);
  if (!isJsonObject(body)) return null;
  const { requestId, action } = body;
  if (typeof requestId !== 'number' || !isJsonObject(action)) return null;
  const read = readAction(action);
  return read === null ? null : { requestId, action: read };
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    // Not JSON is as wrong as JSON of another shape: the caller answers both alike.
    return null;
  }
}

function readAction(body: JsonObject): Action | null {
  const shape = SHAPES.get(textOf(body['type']));
  if (shape === undefined) return null;
  const isWhole = Object.entries(shape).every(([key, isRight]) => isRight(body[key]));
  // Every field of this action has been looked at just now.
  return isWhole ? (body as unknown as Action) : null;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isTextOrNull: Check = (value) => value === null || isText(value);
const isTexts: Check = (value) => Array.isArray(value) && value.every((item) => isText(item));
const isMapOf =
  (isRight: Check): Check =>
  (value) =>
    isJsonObject(value) && Object.values(value).every((item) => isRight(item));
const isOptionValue: Check = (value) => ['string', 'number', 'boolean'].includes(typeof value);
const isOneOf =
  (allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);

const COMMAND_USE = {
  channelId: isText,
  name: isText,
  subcommand: isTextOrNull,
  options: isMapOf(isOptionValue),
};

type FieldsOf<Type extends Action['type']> = Exclude<keyof Extract<Action, { type: Type }>, 'type'>;

const SHAPE_BY_TYPE: { [Type in Action['type']]: Record<FieldsOf<Type>, Check> } = {
  be: { personId: isText },
  join: { personId: isText, channelId: isText },
  leave: { personId: isText },
  addPerson: { kind: isOneOf(PERSON_KINDS), name: isText, zone: isText, locale: isText },
  changePerson: { personId: isText, zone: isText, locale: isText, takesMessages: isFlag },
  removePerson: { personId: isText },
  press: { messageId: isText, controlId: isText },
  choose: { messageId: isText, controlId: isText, values: isTexts },
  submitForm: {
    interactionId: isText,
    values: isMapOf((value) => isText(value) || isTexts(value)),
  },
  command: COMMAND_USE,
  complete: { ...COMMAND_USE, option: isText },
  write: { channelId: isText, text: isText },
  setSpeed: { speed: isOneOf(SPEEDS) },
  skip: {},
  beginStory: {},
  listen: { isOn: isFlag },
};

const SHAPES = new Map<string, Record<string, Check>>(Object.entries(SHAPE_BY_TYPE));
