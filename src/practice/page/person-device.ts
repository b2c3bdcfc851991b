/** Where a person is, what they read, and whether they take messages: their phone, so to speak. */
import { element } from './elements.ts';
import { LANGUAGES, ZONES, type Action, type PersonView } from './protocol.ts';
import { cityOf } from './time.ts';
import { words } from './words.ts';

/** A list of places. One that the page would not offer is offered to whoever is there. */
export function zoneSelect(chosen: string, attributes: Record<string, string>): HTMLSelectElement {
  const zones: string[] = [...ZONES];
  if (!zones.includes(chosen)) zones.unshift(chosen);
  const select = element(
    'select',
    attributes,
    ...zones.map((zone) => element('option', { value: zone }, cityOf(zone))),
  );
  select.value = chosen;
  return select;
}

export function languageSelect(
  chosen: string,
  attributes: Record<string, string>,
): HTMLSelectElement {
  const languages: { locale: string; name: string }[] = [...LANGUAGES];
  if (!languages.some(({ locale }) => locale === chosen)) {
    languages.unshift({ locale: chosen, name: chosen });
  }
  const select = element(
    'select',
    attributes,
    ...languages.map(({ locale, name }) =>
      element('option', { value: locale, lang: locale }, name),
    ),
  );
  select.value = chosen;
  return select;
}

/** "London, English" */
export function deviceWords({ zone, locale }: PersonView): string {
  const language = LANGUAGES.find((each) => each.locale === locale)?.name ?? locale;
  return `${cityOf(zone)}, ${language}`;
}

/** Stays open while what was chosen is refused. */
export function openDevice(person: PersonView, ask: (action: Action) => Promise<boolean>): void {
  const zone = zoneSelect(person.zone, { id: 'device-zone' });
  const locale = languageSelect(person.locale, { id: 'device-locale' });
  const takesMessages = element('input', {
    type: 'checkbox',
    id: 'device-messages',
    checked: person.takesMessages,
  });
  const save = async () => {
    const isDone = await ask({
      type: 'changePerson',
      personId: person.id,
      zone: zone.value,
      locale: locale.value,
      takesMessages: takesMessages.checked,
    });
    if (isDone) dialog.close();
  };
  const dialog = element(
    'dialog',
    { class: 'form-dialog', 'aria-labelledby': 'device-title', close: () => dialog.remove() },
    element(
      'form',
      {
        method: 'dialog',
        submit: (event) => {
          event.preventDefault();
          void save();
        },
      },
      element('h2', { id: 'device-title' }, words.deviceOf(person.name)),
      field(words.addZone, zone, words.zoneHint),
      field(words.addLanguage, locale, words.languageHint),
      element(
        'label',
        { class: 'check', for: takesMessages.id },
        takesMessages,
        element('span', {}, words.takesMessages),
      ),
      element(
        'div',
        { class: 'command-buttons' },
        element('button', { type: 'submit', class: 'button primary' }, words.keep),
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

function field(label: string, select: HTMLSelectElement, hint: string): HTMLElement {
  const aboutId = `${select.id}-about`;
  select.setAttribute('aria-describedby', aboutId);
  return element(
    'div',
    { class: 'field' },
    element('label', { for: select.id }, element('span', { class: 'name' }, label)),
    select,
    element('p', { class: 'note', id: aboutId }, hint),
  );
}
