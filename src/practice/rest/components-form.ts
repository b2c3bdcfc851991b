/** What Discord checks about a message's components before it takes them. */
import { objectsIn, textOf, type JsonObject } from '../world/json.ts';
import type { Form } from './form.ts';

export const COMPONENT_TYPE = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
} as const;

const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;
const TOP_LEVEL_V2: number[] = [
  COMPONENT_TYPE.row,
  COMPONENT_TYPE.section,
  COMPONENT_TYPE.textDisplay,
  COMPONENT_TYPE.mediaGallery,
  COMPONENT_TYPE.file,
  COMPONENT_TYPE.separator,
  COMPONENT_TYPE.container,
];
/** Limits of version 2: components in one message, and characters in all its texts. */
const V2_COMPONENT_LIMIT = 40;
const V2_TEXT_LIMIT = 4_000;

export function checkComponents(form: Form, components: JsonObject[], isV2: boolean): void {
  const customIds = new Set<string>();
  if (isV2) checkV2Totals(form, components);
  else form.count('components', components, 0, 5);
  for (const [index, component] of components.entries()) {
    const path = `components.${index}`;
    const type = Number(component['type']);
    const isAllowed = isV2 ? TOP_LEVEL_V2.includes(type) : type === COMPONENT_TYPE.row;
    if (!isAllowed) {
      form.fail(`${path}.type`, 'UNION_TYPE_CHOICES', 'Value of field "type" is not allowed here.');
    } else {
      checkComponent(form, path, component, customIds);
    }
  }
}

function checkComponent(
  form: Form,
  path: string,
  component: JsonObject,
  customIds: Set<string>,
): void {
  switch (component['type']) {
    case COMPONENT_TYPE.row:
      checkRow(form, path, component, customIds);
      return;
    case COMPONENT_TYPE.button:
      checkButton(form, path, component, customIds);
      return;
    case COMPONENT_TYPE.stringSelect:
    case COMPONENT_TYPE.userSelect:
    case COMPONENT_TYPE.roleSelect:
    case COMPONENT_TYPE.mentionableSelect:
    case COMPONENT_TYPE.channelSelect:
      checkSelect(form, path, component, customIds);
      return;
    case COMPONENT_TYPE.section:
      form.count(`${path}.components`, objectsIn(component['components']), 1, 3);
      for (const accessory of objectsIn([component['accessory']])) {
        checkComponent(form, `${path}.accessory`, accessory, customIds);
      }
      return;
    case COMPONENT_TYPE.container:
      for (const [index, inner] of objectsIn(component['components']).entries()) {
        checkComponent(form, `${path}.components.${index}`, inner, customIds);
      }
      return;
    case COMPONENT_TYPE.textDisplay:
      form.text(`${path}.content`, component['content'], {
        min: 1,
        max: V2_TEXT_LIMIT,
        isRequired: true,
      });
      return;
    default:
      // Pictures, files and separators carry nothing that a limit is set on.
      return;
  }
}

function checkRow(form: Form, path: string, row: JsonObject, customIds: Set<string>): void {
  const inner = objectsIn(row['components']);
  form.count(`${path}.components`, inner, 1, 5);
  const menus = inner.filter((component) => component['type'] !== COMPONENT_TYPE.button);
  if (menus.length > 0 && inner.length > 1) {
    const message = 'The specified component exceeds the maximum width';
    form.fail(`${path}.components`, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message);
  }
  for (const [index, component] of inner.entries()) {
    checkComponent(form, `${path}.components.${index}`, component, customIds);
  }
}

function checkButton(form: Form, path: string, button: JsonObject, customIds: Set<string>): void {
  const style = Number(button['style']);
  if (!(style >= 1 && style <= PREMIUM_STYLE)) {
    form.fail(`${path}.style`, 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2, 3, 4, 5, 6).');
  }
  form.text(`${path}.label`, button['label'], { max: 80 });
  if (style === LINK_STYLE) {
    form.text(`${path}.url`, button['url'], { min: 1, max: 512, isRequired: true });
    return;
  }
  if (style === PREMIUM_STYLE) return;
  if (textOf(button['label']) === '' && button['emoji'] === undefined) {
    form.fail(path, 'BUTTON_COMPONENT_INVALID', 'A button must have a label or an emoji');
  }
  checkCustomId(form, path, button, customIds);
}

function checkSelect(form: Form, path: string, select: JsonObject, customIds: Set<string>): void {
  checkCustomId(form, path, select, customIds);
  form.text(`${path}.placeholder`, select['placeholder'], { max: 150 });
  if (select['type'] !== COMPONENT_TYPE.stringSelect) return;
  const options = objectsIn(select['options']);
  form.count(`${path}.options`, options, 1, 25);
  const values = new Set<string>();
  for (const [index, option] of options.entries()) {
    const place = `${path}.options.${index}`;
    form.text(`${place}.label`, option['label'], { min: 1, max: 100, isRequired: true });
    form.text(`${place}.value`, option['value'], { min: 1, max: 100, isRequired: true });
    form.text(`${place}.description`, option['description'], { max: 100 });
    const value = textOf(option['value']);
    if (values.has(value)) {
      const message = 'The specified option value is already used';
      form.fail(`${place}.value`, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message);
    }
    values.add(value);
  }
  const most = Number(select['max_values'] ?? 1);
  if (most > options.length) {
    const message = `Must be less than or equal to ${options.length}.`;
    form.fail(`${path}.max_values`, 'NUMBER_TYPE_MAX', message);
  }
}

function checkCustomId(
  form: Form,
  path: string,
  component: JsonObject,
  customIds: Set<string>,
): void {
  const customId = component['custom_id'];
  form.text(`${path}.custom_id`, customId, { min: 1, max: 100, isRequired: true });
  if (typeof customId !== 'string') return;
  if (customIds.has(customId)) {
    const message = 'Component custom id cannot be duplicated';
    form.fail(`${path}.custom_id`, 'COMPONENT_CUSTOM_ID_DUPLICATED', message);
  }
  customIds.add(customId);
}

function checkV2Totals(form: Form, components: JsonObject[]): void {
  const all = everyComponent(components);
  if (all.length > V2_COMPONENT_LIMIT) {
    const message = `The total number of components cannot exceed ${V2_COMPONENT_LIMIT}`;
    form.fail('components', 'BASE_TYPE_BAD_LENGTH', message);
  }
  const characters = all.reduce((sum, component) => sum + textOf(component['content']).length, 0);
  if (characters > V2_TEXT_LIMIT) {
    const message = `The total text of all components cannot exceed ${V2_TEXT_LIMIT} characters`;
    form.fail('components', 'COMPONENT_MAX_TOTAL_TEXT_LENGTH', message);
  }
}

/** Components with everything nested in them, in reading order. */
export function everyComponent(components: JsonObject[]): JsonObject[] {
  return components.flatMap((component) => [
    component,
    ...everyComponent([
      ...objectsIn(component['components']),
      ...objectsIn([component['accessory']]),
      ...objectsIn([component['component']]),
    ]),
  ]);
}

/** Gives every component the number that Discord gives it, unless it has one. */
export function numberComponents(components: JsonObject[]): JsonObject[] {
  const copies = structuredClone(components);
  const all = everyComponent(copies);
  const used = new Set(all.map((component) => component['id']));
  let next = 1;
  for (const component of all) {
    if (typeof component['id'] === 'number' && component['id'] !== 0) continue;
    while (used.has(next)) next += 1;
    component['id'] = next;
    next += 1;
  }
  return copies;
}
