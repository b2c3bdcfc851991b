/** On a narrow screen the three columns become three tabs. */
import { byId, element } from './elements.ts';
import { words } from './words.ts';

const TABS = [
  ['places', 'places', words.tabs.places],
  ['messages', 'talk', words.tabs.messages],
  ['session', 'session', words.tabs.session],
] as const;

export type TabName = (typeof TABS)[number][0];

export function showTabs(): (tab: TabName) => void {
  const columns = byId('columns');
  const tabs = TABS.map(([name, columnId, label]) => ({
    name,
    button: element(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${name}`,
        'aria-controls': columnId,
        click: () => open(name),
      },
      label,
    ),
  }));
  const place = byId('tabs');
  place.append(...tabs.map(({ button }) => button));
  place.addEventListener('keydown', ({ key }) => {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
    const at = tabs.findIndex(({ name }) => name === columns.dataset['tab']);
    const next = tabs.at((at + (key === 'ArrowRight' ? 1 : -1)) % tabs.length);
    if (next === undefined) return;
    open(next.name);
    next.button.focus();
  });

  function open(wanted: TabName): void {
    columns.dataset['tab'] = wanted;
    for (const { name, button } of tabs) {
      button.setAttribute('aria-selected', String(name === wanted));
      button.tabIndex = name === wanted ? 0 : -1;
    }
  }
  open('messages');
  return open;
}
