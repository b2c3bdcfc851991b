/** The head of the page: the time here and there, the speed, and the way to the next thing. */
import { byId, element, setText } from './elements.ts';
import { SPEEDS, type Action } from './protocol.ts';
import type { Room } from './room.ts';
import { cityOf, clockTime, dayAndTime, wait } from './time.ts';
import { words } from './words.ts';

export function showHeader(room: Room, ask: (action: Action) => Promise<boolean>): void {
  const there = element('span', { class: 'time' });
  const city = element('span', { class: 'place' });
  const here = element('span', { class: 'own' });
  byId('clock').append(element('p', {}, there, ' ', city), here);

  const note = element('p', { class: 'pace-note' });
  const speeds = SPEEDS.map((speed) => speedChoice(speed, ask));
  const skip = element('button', {
    type: 'button',
    class: 'button skip',
    click: () => void ask({ type: 'skip' }),
  });
  const skipText = element('span');
  skip.append(skipText, element('span', { class: 'forward', 'aria-hidden': 'true' }));
  const group = element('div', { class: 'speeds', role: 'radiogroup', 'aria-label': words.speed });
  group.append(...speeds.map(({ label }) => label));
  byId('pace').append(group, skip, note);

  function showTime(): void {
    if (!room.hasContent) return;
    const nowMs = room.nowMs();
    setText(there, dayAndTime(nowMs, room.zone));
    setText(city, cityOf(room.zone));
    const { zone } = room.device;
    const name = room.you?.name ?? '';
    setText(here, words.timeFor(dayAndTime(nowMs, zone), name, cityOf(zone)));
    showSkip(nowMs);
  }

  function showSkip(nowMs: number): void {
    const own = room.reading.session?.nextAtMs ?? null;
    const nextAtMs = own ?? room.reading.nextStartAtMs ?? null;
    const isAhead = nextAtMs !== null && nextAtMs > nowMs;
    const isSounding = room.soundingRoomId !== null;
    skip.disabled = !isAhead || isSounding || !room.isLinked;
    const time = isAhead ? clockTime(nextAtMs, room.zone) : '';
    setText(skipText, isAhead ? words.skip(time, wait(nextAtMs - nowMs)) : words.skipNothing);
    skip.title = isSounding ? words.skipWhileSound : isAhead ? words.skipLabel(time) : '';
  }

  function showPace(): void {
    const { speed, runningSpeed } = room.clock;
    for (const { input, value } of speeds) input.checked = value === speed;
    const isHeldBySound = speed !== 1 && runningSpeed === 1 && room.soundingRoomId !== null;
    setText(note, isHeldBySound ? words.soundKeepsTime : runningSpeed === 0 ? words.skipping : '');
    showTime();
  }

  room.on('clock', showPace);
  room.on('sounding', showPace);
  room.on('reading', showTime);
  room.on('directory', showTime);
  setInterval(showTime, 250);
}

function speedChoice(speed: number, ask: (action: Action) => Promise<boolean>) {
  const input = element('input', {
    type: 'radio',
    name: 'speed',
    value: speed,
    'aria-label': words.speedOf(speed),
    change: () => void ask({ type: 'setSpeed', speed }),
  });
  const text = element('span', { title: words.speedOf(speed) }, words.speedShort(speed));
  return { value: speed, input, label: element('label', {}, input, text) };
}
