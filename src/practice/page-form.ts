/** A form that the bot has opened for a person, as the page takes it. */
import type { FieldView, FormView } from './page/protocol.ts';
import type { Modal } from './world/interaction.ts';
import { objectsIn, textOf, type JsonObject } from './world/json.ts';

const STRING_SELECT = 3;
const TEXT_INPUT = 4;
const PARAGRAPH = 2;

export function formView(interactionId: string, { title, components }: Modal): FormView {
  return { interactionId, title, fields: components.flatMap((part) => fieldsOf(part)) };
}

/** A row holds fields that name themselves; a label names the one that it holds. */
function fieldsOf(part: JsonObject): FieldView[] {
  const inRow = objectsIn(part['components']).flatMap((field) =>
    fieldView(field, textOf(field['label']), null),
  );
  const inLabel = objectsIn([part['component']]).flatMap((field) =>
    fieldView(field, textOf(part['label']), textOf(part['description']) || null),
  );
  return [...inRow, ...inLabel];
}

function fieldView(field: JsonObject, label: string, description: string | null): FieldView[] {
  const { type } = field;
  if (type !== TEXT_INPUT && type !== STRING_SELECT) return [];
  const textKind = field['style'] === PARAGRAPH ? 'paragraph' : 'line';
  const most = field['max_length'];
  return [
    {
      id: textOf(field['custom_id']),
      label,
      description,
      kind: type === STRING_SELECT ? 'menu' : textKind,
      value: textOf(field['value']),
      placeholder: textOf(field['placeholder']),
      isRequired: field['required'] !== false,
      mostCharacters: typeof most === 'number' ? most : null,
      options: objectsIn(field['options']).map((option) => ({
        value: textOf(option['value']),
        label: textOf(option['label']),
        isDefault: option['default'] === true,
      })),
    },
  ];
}
