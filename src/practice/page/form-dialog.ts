/** A form that the bot has opened: Discord calls it a modal. */
import { element } from './elements.ts';
import type { FieldView, FormView } from './protocol.ts';
import { words } from './words.ts';

type Values = Record<string, string | string[]>;

/** Stays open while the bot refuses what was sent. */
export function openForm(view: FormView, submit: (values: Values) => Promise<boolean>): void {
  const inputs = view.fields.map((field) => ({ field, input: inputOf(field) }));
  const send = async () => {
    const values = inputs.map(({ field, input }): [string, string | string[]] => [
      field.id,
      field.kind === 'menu' ? [input.value] : input.value,
    ]);
    if (await submit(Object.fromEntries(values))) dialog.close();
  };
  const dialog = element(
    'dialog',
    { class: 'form-dialog', 'aria-labelledby': 'form-title', close: () => dialog.remove() },
    element(
      'form',
      {
        method: 'dialog',
        submit: (event) => {
          event.preventDefault();
          void send();
        },
      },
      element('h2', { id: 'form-title' }, view.title),
      ...inputs.map(({ field, input }) => fieldPlace(field, input)),
      element(
        'div',
        { class: 'command-buttons' },
        element('button', { type: 'submit', class: 'button primary' }, words.send),
        element(
          'button',
          { type: 'button', class: 'button', click: () => dialog.close() },
          words.cancel,
        ),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

type FieldInput = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function inputOf(field: FieldView): FieldInput {
  const id = `form-${field.id}`;
  const shared = { id, required: field.isRequired };
  if (field.kind === 'menu') {
    return element(
      'select',
      shared,
      ...field.options.map(({ value, label, isDefault }) =>
        element('option', { value, selected: isDefault }, label),
      ),
    );
  }
  const text = { ...shared, placeholder: field.placeholder, maxlength: field.mostCharacters };
  const input =
    field.kind === 'paragraph'
      ? element('textarea', { ...text, rows: 4 })
      : element('input', { ...text, type: 'text', autocomplete: 'off' });
  input.value = field.value;
  return input;
}

function fieldPlace(field: FieldView, input: FieldInput): HTMLElement {
  return element(
    'div',
    { class: 'field' },
    element(
      'label',
      { for: input.id },
      element('span', { class: 'name' }, field.label),
      element('span', { class: 'note' }, field.isRequired ? words.needed : words.optional),
    ),
    input,
    field.description === null ? null : element('p', { class: 'note' }, field.description),
  );
}
