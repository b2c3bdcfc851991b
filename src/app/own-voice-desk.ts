/**
 * How coordinators give the welcome and the service sentences a voice of their own. What was set
 * is proposed; it is heard by nobody else before it was heard and accepted.
 */
import { createHash } from 'node:crypto';
import type { GuildId } from '../domain/identity.ts';
import {
  longestMs,
  mayAccept,
  refusalOfWords,
  SENTENCE_IDS,
  sentencesOf,
  tidyWords,
  type OwnSentenceRefusal,
  type SentenceId,
} from '../domain/own-sentence.ts';
import type { Caller } from './command.ts';
import { Drafts } from './drafts.ts';
import type { GuildSettings, GuildSettingsById } from './guild-settings.ts';
import {
  faultOf,
  guildVoice,
  ownLanguageOf,
  sha256OfWords,
  shownWordsOf,
  type VoiceSources,
} from './guild-voice.ts';
import type { OwnVoice, VoiceDone, VoiceLook, VoiceOutcome, VoiceWish } from './own-voice.ts';
import type { Clock, OwnSentence, Store } from './ports.ts';
import type { MadeSpeech, SpeechMaker } from './speech-maker.ts';
import type { HeardSpeech, Speech } from './speech-port.ts';

export interface OwnVoicePorts extends VoiceSources {
  readonly store: Pick<Store, 'settings' | 'ownSentences' | 'audit' | 'transaction'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly guilds: GuildSettingsById;
  readonly newDraftId: () => string;
  readonly maker: SpeechMaker;
  readonly speech: Pick<Speech, 'own' | 'hear'>;
}

interface VoiceDraft {
  readonly kind: 'accept' | 'reset';
  readonly sentenceId: SentenceId;
  /** Of what was shown. */
  readonly fingerprint: string;
}

export function createOwnVoice(ports: OwnVoicePorts): OwnVoice {
  const { store, clock } = ports;
  const drafts = new Drafts<VoiceDraft>(clock, ports.newDraftId);

  function settingsOf(guildId: GuildId): GuildSettings {
    const settings = ports.guilds.get(guildId);
    if (!settings) throw new Error(`The guild ${guildId} is not served.`);
    return settings;
  }

  const kept = (guildId: GuildId, id: SentenceId, status: OwnSentence['status']) =>
    store.ownSentences.find(guildId, ownLanguageOf(settingsOf(guildId)), id, status);

  /** The words that a wish is about; null when none are shown. */
  function wordsOf({ guildId }: Caller, { sentenceId, words }: VoiceWish): string | null {
    if (words !== null) return tidyWords(words);
    return guildVoice(ports, settingsOf(guildId)).words(sentenceId);
  }

  function refusalOf(caller: Caller, wish: VoiceWish): OwnSentenceRefusal | null {
    if (wish.recording === null && wish.words === null) return 'NOTHING_GIVEN';
    const words = wordsOf(caller, wish);
    if (words === null) return 'WORDS_NEEDED';
    const refusal = refusalOfWords(words);
    if (refusal !== null || wish.recording !== null) return refusal;
    return ports.maker.speaks(ownLanguageOf(settingsOf(caller.guildId))) ? null : 'NO_ENGINE';
  }

  function propose(caller: Caller, wish: VoiceWish, words: string, made: MadeSpeech): OwnSentence {
    const { guildId, userId } = caller;
    const settings = settingsOf(guildId);
    const { sentenceId } = wish;
    const accepted = kept(guildId, sentenceId, 'accepted');
    const sentence: OwnSentence = {
      language: ownLanguageOf(settings),
      sentenceId,
      status: 'proposed',
      // Without words of its own it goes with those that are shown, and only with those.
      words: wish.words === null ? keptWords(settings, accepted) : words,
      ...made,
      spokenSha256: sha256OfWords(words),
      setBy: userId,
      setAtMs: clock.nowMs(),
      acceptedBy: null,
      acceptedAtMs: null,
    };
    store.transaction(() => {
      const before = kept(guildId, sentenceId, 'proposed');
      store.ownSentences.save(guildId, sentence);
      note(caller, 'voice.proposed', before, sentence);
    });
    return sentence;
  }

  function keptWords(settings: GuildSettings, accepted: OwnSentence | null): string {
    return accepted && faultOf(ports, settings, accepted) === null ? accepted.words : '';
  }

  function note(
    { guildId, userId }: Caller,
    action: string,
    before: OwnSentence | null,
    after: OwnSentence | null,
  ): void {
    const { language, sentenceId } = after ?? before ?? { language: '', sentenceId: '' };
    const subject = `voice:${language}.${sentenceId}`;
    store.audit.add({
      atMs: clock.nowMs(),
      guildId,
      actorId: userId,
      action,
      subject,
      before,
      after,
    });
  }

  async function lookAt(
    caller: Caller,
    sentence: OwnSentence,
    sentenceId: SentenceId,
  ): Promise<VoiceLook> {
    const settings = settingsOf(caller.guildId);
    const audio = ports.speech.own(sentence);
    const sound: HeardSpeech = audio ? await ports.speech.hear(audio) : { kind: 'missing' };
    const isProposed = sentence.status === 'proposed';
    const isAllowed = mayAccept(sentence.setBy, caller.userId, settings.recordingApprovals ?? 2);
    // Nobody can vouch for what nobody can hear.
    const isOpen = isProposed && isAllowed && sound.kind === 'bytes';
    const fingerprint = fingerprintOf(settings, sentence);
    return {
      sentenceId,
      standing: isProposed ? 'proposed' : 'own',
      origin: sentence.origin,
      words: shownWordsOf(ports, settings, sentence),
      lengthMs: sentence.lengthMs,
      spans: sentence.spans.length,
      setBy: sentence.setBy,
      sound,
      draftId: isOpen ? drafts.add(caller, { kind: 'accept', sentenceId, fingerprint }) : null,
      needsAnother: isProposed && !isAllowed,
    };
  }

  async function lookAtShipped(guildId: GuildId, sentenceId: SentenceId): Promise<VoiceLook> {
    const voice = guildVoice(ports, settingsOf(guildId));
    const audio = voice.sentence(sentenceId);
    return {
      sentenceId,
      standing: 'shipped',
      origin: null,
      words: voice.words(sentenceId),
      lengthMs: audio?.durationMs ?? 0,
      spans: audio?.sentences.length ?? 0,
      setBy: null,
      sound: audio ? await ports.speech.hear(audio) : { kind: 'missing' },
      draftId: null,
      needsAnother: false,
    };
  }

  function fingerprintOf(settings: GuildSettings, ...sentences: (OwnSentence | null)[]): string {
    const shown = sentences.map((one) => one && [one, shownWordsOf(ports, settings, one)]);
    return createHash('sha256').update(JSON.stringify(shown)).digest('hex');
  }

  function accept(caller: Caller, draft: VoiceDraft): VoiceOutcome<VoiceDone> {
    const { guildId, userId } = caller;
    const settings = settingsOf(guildId);
    const proposed = kept(guildId, draft.sentenceId, 'proposed');
    if (!proposed) return { ok: false, refusal: 'NOTHING_PROPOSED' };
    if (fingerprintOf(settings, proposed) !== draft.fingerprint) {
      return { ok: false, refusal: 'CHANGED' };
    }
    if (!mayAccept(proposed.setBy, userId, settings.recordingApprovals ?? 2)) {
      return { ok: false, refusal: 'OWN_PROPOSAL' };
    }
    const fault = faultOf(ports, settings, proposed);
    if (fault !== null) {
      return { ok: false, refusal: fault === 'FILE' ? 'FILE_MISSING' : 'CHANGED' };
    }
    const before = kept(guildId, draft.sentenceId, 'accepted');
    const after: OwnSentence = {
      ...proposed,
      status: 'accepted',
      acceptedBy: userId,
      acceptedAtMs: clock.nowMs(),
    };
    store.ownSentences.save(guildId, after);
    store.ownSentences.remove(guildId, proposed.language, draft.sentenceId, 'proposed');
    note(caller, 'voice.accepted', before, after);
    return { ok: true, value: { sentenceId: draft.sentenceId, done: 'accepted' } };
  }

  function resetNow(caller: Caller, draft: VoiceDraft): VoiceOutcome<VoiceDone> {
    const { guildId } = caller;
    const settings = settingsOf(guildId);
    const both = (['accepted', 'proposed'] as const).map((status) =>
      kept(guildId, draft.sentenceId, status),
    );
    if (fingerprintOf(settings, ...both) !== draft.fingerprint) {
      return { ok: false, refusal: 'CHANGED' };
    }
    for (const sentence of both.filter((one) => one !== null)) {
      const { language, sentenceId, status } = sentence;
      store.ownSentences.remove(guildId, language, sentenceId, status);
      note(caller, 'voice.reset', sentence, null);
    }
    return { ok: true, value: { sentenceId: draft.sentenceId, done: 'reset' } };
  }

  return {
    list(guildId) {
      const settings = settingsOf(guildId);
      const voice = guildVoice(ports, settings);
      return SENTENCE_IDS.map((sentenceId) => {
        const accepted = kept(guildId, sentenceId, 'accepted');
        const fault = accepted && faultOf(ports, settings, accepted);
        const ships = voice.sentence(sentenceId) === null ? 'none' : 'shipped';
        return {
          sentenceId,
          heard: accepted && fault === null ? accepted.origin : ships,
          fault,
          proposed: kept(guildId, sentenceId, 'proposed'),
        };
      });
    },
    refusalOf,
    async set(caller, wish, show) {
      const refusal = refusalOf(caller, wish);
      const words = wordsOf(caller, wish);
      if (refusal !== null || words === null) {
        return { end: 'trouble', at: 'voice', why: refusal ?? 'WORDS_NEEDED' };
      }
      const making = await ports.maker.make(
        {
          recording: wish.recording,
          sentences: sentencesOf(words),
          longestMs: longestMs(wish.sentenceId),
        },
        show,
      );
      if (!making.ok) return { end: 'trouble', ...making.trouble };
      const sentence = propose(caller, wish, words, making.speech);
      return { end: 'proposed', look: await lookAt(caller, sentence, wish.sentenceId) };
    },
    look({ guildId, ...caller }, sentenceId) {
      const settings = settingsOf(guildId);
      const proposed = kept(guildId, sentenceId, 'proposed');
      const accepted = kept(guildId, sentenceId, 'accepted');
      const isUsed = accepted !== null && faultOf(ports, settings, accepted) === null;
      const shown = proposed ?? (isUsed ? accepted : null);
      return shown
        ? lookAt({ guildId, ...caller }, shown, sentenceId)
        : lookAtShipped(guildId, sentenceId);
    },
    reset(caller, sentenceId) {
      const { guildId } = caller;
      const settings = settingsOf(guildId);
      const [accepted, proposed] = [
        kept(guildId, sentenceId, 'accepted'),
        kept(guildId, sentenceId, 'proposed'),
      ];
      if (!accepted && !proposed) return { ok: false, refusal: 'NOTHING_OWN' };
      const fingerprint = fingerprintOf(settings, accepted, proposed);
      const draftId = drafts.add(caller, { kind: 'reset', sentenceId, fingerprint });
      const shippedWords = shownWordsOf(ports, settings, { words: '', sentenceId });
      const value = {
        sentenceId,
        draftId,
        hasAccepted: accepted !== null,
        hasProposed: proposed !== null,
        shippedWords,
      };
      return { ok: true, value };
    },
    confirm(caller, draftId) {
      const draft = drafts.take(caller, draftId);
      if (!draft) return null;
      return store.transaction(() =>
        draft.kind === 'accept' ? accept(caller, draft) : resetNow(caller, draft),
      );
    },
    discard: (caller, draftId) => void drafts.take(caller, draftId),
  };
}
