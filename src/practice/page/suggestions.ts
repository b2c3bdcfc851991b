/** A list that opens above a text field and is used by arrow keys, Enter and Escape, or by touch. */
import { element, fill } from './elements.ts';

export interface Suggestion {
  label: string;
  detail: string | null;
  pick(): void;
}

export interface SuggestionList {
  readonly list: HTMLElement;
  show(suggestions: readonly Suggestion[], nothing: string | null): void;
  hide(): void;
}

let lastNumber = 0;

/** `label` names the list for a screen reader. The list is placed by whoever asked for it. */
export function suggestFor(input: HTMLInputElement, label: string): SuggestionList {
  lastNumber += 1;
  const id = `suggestions-${lastNumber}`;
  const list = element('ul', { id, class: 'suggestions', role: 'listbox', 'aria-label': label });
  list.hidden = true;
  let shown: readonly Suggestion[] = [];
  let at = -1;
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': id,
    autocomplete: 'off',
  })) {
    input.setAttribute(name, value);
  }

  function mark(next: number): void {
    at = next;
    const options = [...list.querySelectorAll('[role=option]')];
    for (const [index, option] of options.entries()) {
      option.setAttribute('aria-selected', String(index === at));
      if (index === at) option.scrollIntoView({ block: 'nearest' });
    }
    if (at < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `${id}-${at}`);
  }

  function hide(): void {
    list.hidden = true;
    shown = [];
    input.setAttribute('aria-expanded', 'false');
    mark(-1);
  }

  function pick(index: number): void {
    const suggestion = shown[index];
    hide();
    suggestion?.pick();
  }

  input.addEventListener('keydown', (event) => {
    if (list.hidden || shown.length === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      mark((at + step + shown.length) % shown.length);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      if (event.key === 'Tab' && at < 0) return;
      event.preventDefault();
      pick(Math.max(0, at));
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      hide();
    }
  });
  input.addEventListener('blur', hide);
  // A press on the list would otherwise take the focus away, and close the list before the click.
  list.addEventListener('pointerdown', (event) => event.preventDefault());

  return {
    list,
    hide,
    show(suggestions, nothing) {
      shown = suggestions;
      const items = suggestions.map((suggestion, index) =>
        element(
          'li',
          {
            id: `${id}-${index}`,
            role: 'option',
            'aria-selected': 'false',
            click: () => pick(index),
          },
          element('span', { class: 'name' }, suggestion.label),
          suggestion.detail === null
            ? null
            : element('span', { class: 'detail' }, suggestion.detail),
        ),
      );
      const empty = nothing === null ? null : element('li', { class: 'quiet' }, nothing);
      fill(list, ...(items.length > 0 ? items : [empty]));
      list.hidden = items.length === 0 && empty === null;
      input.setAttribute('aria-expanded', String(!list.hidden));
      mark(items.length > 0 ? 0 : -1);
    },
  };
}
