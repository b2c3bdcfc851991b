/** The right column: what the bot thinks, and why. */
import { byId, element, fill, setText } from './elements.ts';
import { storyButton, type IntroActions } from './intro.ts';
import { renderMarkdown } from './render-markdown.ts';
import { namesIn } from './messages.ts';
import type { Room } from './room.ts';
import { clockTime, wait } from './time.ts';
import { words } from './words.ts';

export function showSession(room: Room, actions: IntroActions): void {
  const place = byId('session-now');
  const countdown = element('p', { class: 'countdown' });
  const log = element('ol', { class: 'log' });

  function show(): void {
    if (!room.hasContent) return;
    const { botState, session } = room.reading;
    const isLost = room.isLinked === false;
    const state = isLost ? 'gone' : botState;
    const presence = element(
      'p',
      { class: `presence ${state}` },
      element('span', { class: 'dot', 'aria-hidden': 'true' }),
      words.botStates[state],
    );
    const isQuietTime = !['beginning', 'going', 'yourChoice'].includes(room.story);
    const offer =
      isQuietTime && !actions.isFirstVisit()
        ? element('div', {}, storyButton(actions, 'button offer'))
        : null;
    fill(
      place,
      element('h2', { class: 'label' }, words.session),
      presence,
      state === 'gone' && !isLost ? element('p', { class: 'soft-note' }, words.botGone) : null,
      ...(session === null ? [element('p', { class: 'quiet' }, words.noSession)] : details()),
      offer,
    );
    showCountdown();
  }

  function details(): HTMLElement[] {
    const { session } = room.reading;
    if (session === null) return [];
    const names = namesIn(room);
    const section = (label: string, text: string) => [
      element('h3', { class: 'label' }, label),
      element('div', { class: 'text' }, ...renderMarkdown(text, names)),
    ];
    const isAtEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
    fill(log, ...logItems());
    if (isAtEnd) requestAnimationFrame(() => log.scrollTo({ top: log.scrollHeight }));
    return [
      element('p', { class: 'session-name' }, session.name),
      element('p', { class: 'phase' }, session.phaseWords),
      ...(session.why === '' ? [] : section(words.why, session.why)),
      ...(session.next === null ? [] : section(words.next, session.next)),
      countdown,
      element('h3', { class: 'label' }, words.log),
      session.log.length === 0 ? element('p', { class: 'quiet' }, words.noLog) : log,
    ];
  }

  function logItems(): HTMLElement[] {
    return (room.reading.session?.log ?? []).map(({ atMs, text }) =>
      element(
        'li',
        {},
        element('time', {}, clockTime(atMs, room.zone)),
        element('div', { class: 'text' }, ...renderMarkdown(text, namesIn(room))),
      ),
    );
  }

  function showCountdown(): void {
    const nextAtMs = room.reading.session?.nextAtMs ?? null;
    const leftMs = nextAtMs === null ? 0 : nextAtMs - room.nowMs();
    setText(countdown, leftMs > 0 ? wait(leftMs) : '');
  }

  room.on('reading', show);
  room.on('directory', show);
  room.on('link', show);
  room.on('story', show);
  setInterval(showCountdown, 250);
}
