/** What is heard in the room: a caption, the loudness, and the switch for the sound. */
import { byId, element, fill, setText } from './elements.ts';
import type { Room } from './room.ts';
import { canPlay, type SoundPlayer } from './sound-player.ts';
import { words } from './words.ts';

const BARS = 12;
const METER_EVERY_MS = 80;

export interface SoundBar {
  /** Shows the switch as it stands. */
  refresh(): void;
}

export function showSoundBar(room: Room, player: SoundPlayer, toggle: () => void): SoundBar {
  const caption = element('p', { class: 'caption', 'aria-live': 'polite' });
  const bars = Array.from({ length: BARS }, () => element('span', { class: 'bar' }));
  const meter = element('div', { class: 'meter', 'aria-hidden': 'true' }, ...bars);
  const button = element('button', {
    type: 'button',
    class: 'sound-switch',
    click: toggle,
  });
  const place = byId('sound');
  const isAble = canPlay();
  fill(place, caption, meter, isAble ? button : element('p', { class: 'note' }, words.noDecoder));

  function refresh(): void {
    const name = player.isOn ? words.soundOn : words.soundOff;
    const does = player.isOn ? words.turnOff : words.turnOn;
    button.classList.toggle('on', player.isOn);
    button.setAttribute('aria-label', `${name}. ${does}`);
    button.title = does;
    meter.hidden = !player.isOn;
    setText(button, name);
  }

  function showCaption(): void {
    const { soundingRoomId } = room;
    const name = room.directory.channels.find(({ id }) => id === soundingRoomId)?.name ?? '';
    const saying = spokenWords(room);
    place.classList.toggle('sounding', soundingRoomId !== null);
    caption.classList.toggle('spoken', soundingRoomId !== null && saying !== null);
    setText(caption, soundingRoomId === null ? words.silent : (saying ?? words.nowSounding(name)));
  }

  function showLevel(): void {
    const level = room.soundingRoomId === null ? 0 : player.level();
    const lit = Math.round(level * BARS);
    for (const [at, bar] of bars.entries()) bar.classList.toggle('lit', at < lit);
  }

  room.on('message', showCaption);
  room.on('sounding', showCaption);
  room.on('reading', showCaption);
  setInterval(showLevel, METER_EVERY_MS);
  refresh();
  return { refresh };
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentence that is heard, from the message that holds the same words as what is spoken. */
function spokenWords(room: Room): string | null {
  const at = room.reading.session?.spokenSentence ?? null;
  const { soundingRoomId, directory } = room;
  const botId = directory.people.find(({ kind }) => kind === 'bot')?.id;
  if (at === null || soundingRoomId === null) return null;
  const message = room.messagesIn(soundingRoomId).findLast(({ authorId, isPrivate }) => {
    return authorId === botId && !isPrivate;
  });
  const spoken = message?.text.split('\n\n')[0] ?? '';
  return [...sentences.segment(spoken)][at]?.segment.trim() ?? null;
}
