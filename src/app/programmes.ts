import type { Effect } from '../domain/session-state.ts';
import type { AllowlistEntry } from '../domain/playback.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { GuildVoice } from './guild-voice.ts';
import type { AudioLibrary, AudioRef, Segment } from './ports.ts';

/** A breath between spoken words and what follows them. */
const BREATH_MS = 800;
/** Kept before the first sound of a sentence, so that its onset is whole. */
const ONSET_MS = 40;
/** After a shorter break a recording goes on at once: the words would take longer than the break. */
const LONG_BREAK_MS = 60_000;

export type SoundEffect = Extract<
  Effect,
  {
    type:
      | 'announceWelcome'
      | 'speakWelcome'
      | 'playRecording'
      | 'openSitting'
      | 'offerMore'
      | 'sayGoodbye'
      | 'ringClosingBell';
  }
>;

/**
 * What sounds for an effect, piece by piece. Null when the piece that it is about has no
 * audio; a service sentence that is missing is left out, since the room's chat says it too.
 */
export function segmentsFor(
  effect: SoundEffect,
  library: AudioLibrary,
  voice: Pick<GuildVoice, 'sentence'>,
  entry: AllowlistEntry | null,
): readonly Segment[] | null {
  const sentence = (id: string): Segment[] => atOnce(voice.sentence(id));
  const closingBell = from(library.bell('closing'), 0);
  switch (effect.type) {
    case 'announceWelcome':
      return sentence('begin-soon');
    case 'speakWelcome': {
      const welcome = voice.sentence('welcome');
      const fromMs = welcome?.sentences[effect.fromSentence]?.fromMs;
      if (!welcome || fromMs === undefined) return null;
      // From the first sentence the head of silence is heard as well.
      const startMs = effect.fromSentence === 0 ? 0 : fromMs;
      return [{ kind: 'audio', audio: welcome, fromMs: startMs, fadesIn: false }];
    }
    case 'playRecording': {
      const recording = entry && library.recording(entry);
      if (!recording) return null;
      const { fromMs, brokenForMs } = effect;
      const isAtStart = fromMs === 0;
      const sound = { kind: 'audio', audio: recording, fromMs, fadesIn: !isAtStart } as const;
      if (!isAtStart && brokenForMs < LONG_BREAK_MS) return [sound];
      const words = sentence(isAtStart ? 'recording-next' : 'resumed');
      return [...words, { kind: 'pause', durationMs: BREATH_MS }, sound];
    }
    case 'openSitting': {
      const exact = voice.sentence(`silence-${effect.minutes}`);
      return [
        ...atOnce(exact ?? voice.sentence('silence')),
        { kind: 'pause', durationMs: BREATH_MS },
        ...from(library.bell('opening'), 0),
      ];
    }
    case 'offerMore':
      return [
        ...(effect.afterBell ? [...closingBell, ...sentence('silence-end')] : []),
        ...sentence('choose'),
      ];
    case 'sayGoodbye':
      return [...(effect.afterBell ? closingBell : []), ...sentence('close')];
    case 'ringClosingBell':
      return closingBell;
    default:
      return unreachable(effect);
  }
}

/** Without the silence at its head: whoever has chosen hears at once that it was understood. */
function atOnce(audio: AudioRef | null): Segment[] {
  const speechFromMs = audio?.sentences[0]?.fromMs ?? 0;
  return from(audio, Math.max(0, speechFromMs - ONSET_MS));
}

function from(audio: AudioRef | null, fromMs: number): Segment[] {
  return audio ? [{ kind: 'audio', audio, fromMs, fadesIn: false }] : [];
}
