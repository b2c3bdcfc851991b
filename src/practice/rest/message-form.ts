/** Reads a message out of a request's body, or refuses it as Discord would. */
import { COMPONENTS_V2, EPHEMERAL, type Attachment, type Message } from '../world/entities.ts';
import { isJsonObject, objectsIn, textOf, type Json, type JsonObject } from '../world/json.ts';
import type { MessageChanges, MessageDraft } from '../world/message-board.ts';
import { refusal } from './api-error.ts';
import { checkComponents, numberComponents } from './components-form.ts';
import { Form } from './form.ts';

/** Suppress embeds, ephemeral, suppress notifications, version 2 components: what bots may set. */
const SETTABLE_FLAGS = (1 << 2) | EPHEMERAL | (1 << 12) | COMPONENTS_V2;

export function readDraft(body: JsonObject, attachments: Attachment[]): MessageDraft {
  const flags = Number(body['flags'] ?? 0) & SETTABLE_FLAGS;
  checkBody(body, (flags & COMPONENTS_V2) !== 0);
  const draft: MessageDraft = {
    content: textOf(body['content']).trim(),
    embeds: readEmbeds(body['embeds']),
    components: numberComponents(objectsIn(body['components'])),
    attachments,
    flags,
    nonce: readNonce(body['nonce']),
    allowedMentions: isJsonObject(body['allowed_mentions']) ? body['allowed_mentions'] : null,
  };
  if (isEmpty(draft) && body['poll'] === undefined) throw refusal('emptyMessage');
  return draft;
}

/** Only what the body names changes; a null empties. */
export function readChanges(
  body: JsonObject,
  attachments: Attachment[],
  message: Message,
): MessageChanges {
  const wanted = Number(body['flags'] ?? message.flags) & SETTABLE_FLAGS;
  const wasV2 = (message.flags & COMPONENTS_V2) !== 0;
  if (wasV2 && body['flags'] !== undefined && (wanted & COMPONENTS_V2) === 0) {
    throw refusal('componentsV2Irreversible');
  }
  checkBody(body, wasV2 || (wanted & COMPONENTS_V2) !== 0);
  const changes: MessageChanges = { flags: wanted | (message.flags & ~SETTABLE_FLAGS) };
  if (body['content'] !== undefined) changes.content = textOf(body['content'] ?? '').trim();
  if (body['embeds'] !== undefined) changes.embeds = readEmbeds(body['embeds']);
  if (body['components'] !== undefined) {
    changes.components = numberComponents(objectsIn(body['components']));
  }
  if (body['attachments'] !== undefined || attachments.length > 0) {
    changes.attachments = [...keptFiles(body, message), ...attachments];
  }
  if (isEmpty({ ...message, ...changes })) throw refusal('emptyMessage');
  return changes;
}

/** The files of a message that a change names again, with what it says of them. */
function keptFiles(body: JsonObject, message: Message): Attachment[] {
  const named = objectsIn(body['attachments']);
  return message.attachments.flatMap((file) => {
    const about = named.find(({ id }) => textOf(id) === file.id);
    if (about === undefined) return [];
    const { description } = about;
    return [typeof description === 'string' ? { ...file, description } : file];
  });
}

function checkBody(body: JsonObject, isV2: boolean): void {
  const form = new Form();
  form.text('content', body['content'], { max: 2000 });
  if (typeof body['nonce'] === 'string') form.text('nonce', body['nonce'], { max: 25 });
  const embeds = objectsIn(body['embeds']);
  form.count('embeds', embeds, 0, 10);
  for (const [index, embed] of embeds.entries()) checkEmbed(form, `embeds.${index}`, embed);
  const characters = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  if (characters > 6000) {
    const message = 'Embed size exceeds maximum size of 6000';
    form.fail('embeds', 'MAX_EMBED_SIZE_EXCEEDED', message);
  }
  checkComponents(form, objectsIn(body['components']), isV2);
  if (isV2) {
    for (const key of ['content', 'embeds']) {
      const value = body[key];
      if (value === undefined || value === null || value === '') continue;
      if (Array.isArray(value) && value.length === 0) continue;
      const message = `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
      form.fail(key, 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
    }
  }
  checkMentions(form, body['allowed_mentions']);
  form.insist();
}

function checkEmbed(form: Form, path: string, embed: JsonObject): void {
  form.text(`${path}.title`, embed['title'], { max: 256 });
  form.text(`${path}.description`, embed['description'], { max: 4096 });
  for (const footer of objectsIn([embed['footer']])) {
    form.text(`${path}.footer.text`, footer['text'], { max: 2048, isRequired: true });
  }
  for (const author of objectsIn([embed['author']])) {
    form.text(`${path}.author.name`, author['name'], { max: 256, isRequired: true });
  }
  const fields = objectsIn(embed['fields']);
  form.count(`${path}.fields`, fields, 0, 25);
  for (const [index, field] of fields.entries()) {
    const place = `${path}.fields.${index}`;
    form.text(`${place}.name`, field['name'], { min: 1, max: 256, isRequired: true });
    form.text(`${place}.value`, field['value'], { min: 1, max: 1024, isRequired: true });
  }
}

function embedLength(embed: JsonObject): number {
  const footer = isJsonObject(embed['footer']) ? embed['footer']['text'] : undefined;
  const author = isJsonObject(embed['author']) ? embed['author']['name'] : undefined;
  const fields = objectsIn(embed['fields']).flatMap((field) => [field['name'], field['value']]);
  const texts = [embed['title'], embed['description'], footer, author, ...fields];
  return texts.reduce<number>((sum, text) => sum + textOf(text).length, 0);
}

/** Naming ids and parsing the same kind at once contradict each other, says Discord. */
function checkMentions(form: Form, allowed: Json | undefined): void {
  if (!isJsonObject(allowed)) return;
  const parsed = Array.isArray(allowed['parse']) ? allowed['parse'] : [];
  for (const kind of ['users', 'roles']) {
    const listed = allowed[kind];
    if (!Array.isArray(listed)) continue;
    form.count(`allowed_mentions.${kind}`, listed, 0, 100);
    if (listed.length > 0 && parsed.includes(kind)) {
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      form.fail('allowed_mentions', 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
  }
}

function readEmbeds(value: Json | undefined): JsonObject[] {
  return objectsIn(value).map((embed) => ({ type: 'rich', ...embed }));
}

function readNonce(value: Json | undefined): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function isEmpty(message: MessageDraft): boolean {
  return (
    message.content === '' &&
    (message.embeds ?? []).length === 0 &&
    (message.components ?? []).length === 0 &&
    (message.attachments ?? []).length === 0
  );
}
