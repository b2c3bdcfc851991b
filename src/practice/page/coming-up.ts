/** What the guild's calendar holds, as the person's device shows it. */
import { byId, element, fill } from './elements.ts';
import type { EventView } from './protocol.ts';
import type { Room } from './room.ts';
import { dateAndTime } from './time.ts';
import { words } from './words.ts';

/** So many are shown at once; the others open below them. */
const SHOWN = 3;

export function showComingUp(room: Room): void {
  const place = byId('coming-up');
  let madeOf = '';

  function show(): void {
    if (!room.hasContent) return;
    const { events } = room.directory;
    const { zone } = room.device;
    // Whoever has opened the rest keeps it open until something has changed.
    const isSame = madeOf === JSON.stringify([events, zone]);
    if (isSame) return;
    madeOf = JSON.stringify([events, zone]);
    fill(
      place,
      element('h2', { class: 'label' }, words.comingUp),
      events.length === 0 ? element('p', { class: 'quiet' }, words.nothingComingUp) : null,
      eventList(events.slice(0, SHOWN), zone),
      rest(events.slice(SHOWN), zone),
    );
  }

  room.on('directory', show);
}

function rest(events: readonly EventView[], zone: string): HTMLElement | null {
  if (events.length === 0) return null;
  return element(
    'details',
    {},
    element('summary', { class: 'note' }, words.moreEvents(events.length)),
    eventList(events, zone),
  );
}

function eventList(events: readonly EventView[], zone: string): HTMLElement {
  const items = events.map(({ name, description, startsAtMs, place, isOn }) =>
    element(
      'li',
      { title: description === '' ? null : description },
      element('span', { class: 'name' }, name),
      element(
        'span',
        { class: isOn ? 'note on' : 'note' },
        isOn ? words.onNow(place) : words.eventAt(dateAndTime(startsAtMs, zone), place),
      ),
    ),
  );
  return element('ul', { class: 'event-list' }, ...items);
}
