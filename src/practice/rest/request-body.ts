/** Reads what a request carries: JSON, or a form with files and the JSON beside them. */
import type { World } from '../world.ts';
import { contentTypeOf, pictureSize, plainFilename } from '../world/attached-files.ts';
import type { Attachment } from '../world/entities.ts';
import { isJsonObject, objectsIn, textOf, type Json, type JsonObject } from '../world/json.ts';
import { refusal } from './api-error.ts';
import type { RestContext } from './app.ts';
import { Form } from './form.ts';

/** Discord's limit for one file where nobody has paid for more. */
const MOST_FILE_BYTES = 10 * 1024 * 1024;
const MOST_FILES = 10;

export interface RequestBody {
  body: Json;
  attachments: Attachment[];
}

export async function readBody(world: World, context: RestContext): Promise<RequestBody> {
  const type = context.req.header('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) {
    return { body: parseJson(await context.req.text()), attachments: [] };
  }
  const form = await context.req.formData();
  const text = form.get('payload_json');
  const body = parseJson(typeof text === 'string' ? text : '');
  const described = describedIn(body);
  checkDescriptions(described);
  const files = [...form.entries()].flatMap(([field, file]) => {
    const index = /^files\[(\d+)\]$/.exec(field)?.[1];
    return typeof file === 'string' || index === undefined ? [] : [{ index, file }];
  });
  if (files.length > MOST_FILES || files.some(({ file }) => file.size > MOST_FILE_BYTES)) {
    throw refusal('tooLarge');
  }
  const reads = files.map(({ index, file }) => {
    const about = described.find((each) => textOf(each['id']) === index);
    return readFile(world.ids.next(), file, about);
  });
  return { body, attachments: await Promise.all(reads) };
}

async function readFile(id: string, file: File, about?: JsonObject): Promise<Attachment> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const filename = plainFilename(textOf(about?.['filename']) || file.name);
  const description = about?.['description'];
  const size = pictureSize(bytes);
  return {
    id,
    filename,
    sizeBytes: bytes.length,
    contentType: contentTypeOf(filename, file.type),
    description: typeof description === 'string' ? description : null,
    widthPx: size?.widthPx ?? null,
    heightPx: size?.heightPx ?? null,
    bytes,
  };
}

/** What is said of the files; the answer to an interaction has its message one step deeper. */
function describedIn(body: Json): JsonObject[] {
  if (!isJsonObject(body)) return [];
  const message = isJsonObject(body['data']) ? body['data'] : body;
  return objectsIn(message['attachments']);
}

function checkDescriptions(described: JsonObject[]): void {
  const form = new Form();
  for (const [index, { description }] of described.entries()) {
    form.text(`attachments.${index}.description`, description, { max: 1024 });
  }
  form.insist();
}

function parseJson(text: string): Json {
  if (text === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Discord says only that much about it, too.
    throw refusal('invalidJson');
  }
}
