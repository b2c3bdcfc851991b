/** Makes elements. Text only ever goes in as text, so nothing that people write becomes markup. */

type Child = Node | string | null;

interface Attributes {
  [name: string]: string | number | boolean | null | ((event: Event) => void);
}

/**
 * An element with attributes and children. A function is a listener under its event's name, true
 * an attribute without a value, false or null none at all.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== null) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * Replaces what stands in a place. The focus stays where it was, on the element of the same
 * `data-focus` name.
 */
export function fill(place: HTMLElement, ...children: Child[]): void {
  const focused = document.activeElement;
  const name = place.contains(focused) ? focused?.getAttribute('data-focus') : null;
  place.replaceChildren(...children.filter((child) => child !== null));
  if (name) {
    const again = [...place.querySelectorAll<HTMLElement>('[data-focus]')];
    again.find((candidate) => candidate.getAttribute('data-focus') === name)?.focus();
  }
}

/**
 * Makes these the children of a place. Those that stand there already are not touched, so that an
 * open menu stays open and the focus stays where it is.
 */
export function arrange(place: HTMLElement, wanted: readonly HTMLElement[]): void {
  const kept = new Set<Element>(wanted);
  for (const child of place.querySelectorAll(':scope > *')) if (!kept.has(child)) child.remove();
  for (const [at, child] of wanted.entries()) {
    if (place.children[at] !== child) place.insertBefore(child, place.children[at] ?? null);
  }
}

/** Changes a text only when it is another, so that nobody is told twice. */
export function setText(place: Node, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}

/** An element that index.html holds. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element #${id}.`);
  return found;
}
