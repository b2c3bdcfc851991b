/** The form at the foot of the left column that brings somebody new. */
import { element } from './elements.ts';
import { languageSelect, zoneSelect } from './person-device.ts';
import { LANGUAGES, PERSON_KINDS, type Action } from './protocol.ts';
import { words } from './words.ts';

export function addPersonForm(
  zone: string,
  ask: (action: Action) => Promise<boolean>,
): HTMLElement {
  const kind = element(
    'select',
    { 'aria-label': words.addKind },
    ...PERSON_KINDS.map((each) => element('option', { value: each }, words.kinds[each])),
  );
  const name = element('input', {
    type: 'text',
    'aria-label': words.addName,
    placeholder: words.addNameHint,
    maxlength: 32,
    autocomplete: 'off',
  });
  const place = zoneSelect(zone, { 'aria-label': words.addZone });
  const language = languageSelect(LANGUAGES[0].locale, { 'aria-label': words.addLanguage });
  const add = async () => {
    const chosen = PERSON_KINDS.find((each) => each === kind.value) ?? 'participant';
    const home = { zone: place.value, locale: language.value };
    const isDone = await ask({ type: 'addPerson', kind: chosen, name: name.value, ...home });
    if (isDone) name.value = '';
  };
  return element(
    'form',
    {
      class: 'add-person',
      submit: (event) => {
        event.preventDefault();
        void add();
      },
    },
    element('h2', { class: 'label' }, words.addPerson),
    kind,
    element('div', { class: 'add-home' }, place, language),
    element(
      'div',
      { class: 'add-row' },
      name,
      element('button', { type: 'submit', class: 'button' }, words.add),
    ),
  );
}
