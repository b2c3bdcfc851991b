/** In whose words a guild's welcome is: the policy asked with what ships and what was approved. */
import type { GuildId } from '../domain/identity.ts';
import { decideWelcome, type WelcomeDecision, type Wording } from '../domain/wording.ts';
import type { Caller } from './command.ts';
import type { GuildSettings, GuildSettingsById } from './guild-settings.ts';
import type { AudioLibrary, Clock, Store } from './ports.ts';

/** The language whose words are the organisation's own. */
const OWN_LANGUAGE = 'en';

interface Sources {
  readonly store: Pick<Store, 'settings'>;
  readonly library: Pick<AudioLibrary, 'welcome'>;
}

/** A translation of the welcome, as a coordinator looks at it. */
export interface ProposedWelcome {
  readonly english: string;
  readonly proposed: Wording;
  readonly isApproved: boolean;
  /** The guild's own language is this one; elsewhere an approval changes nothing yet. */
  readonly isGuildLanguage: boolean;
  /** A voice says exactly these words. */
  readonly isSpoken: boolean;
}

export interface WordingApp {
  /** Null when nothing is proposed in this language. */
  welcome(guildId: GuildId, language: string): ProposedWelcome | null;
  /**
   * Approves exactly the words that were shown, known by the beginning of their hash. False
   * when these are not the words that are proposed any more: then nothing was approved.
   */
  approve(caller: Caller, language: string, sha256Start: string): boolean;
  /** False when nothing was approved. */
  takeBack(caller: Caller, language: string): boolean;
}

/** Which words are spoken in the guild's sessions, and which stand below them. */
export function welcomeOf({ store, library }: Sources, settings: GuildSettings): WelcomeDecision {
  const language = primaryOf(settings.language);
  if (language === OWN_LANGUAGE) return decideWelcome(null);
  const approvedSha256 = approvedIn(store, settings.guildId, language);
  return decideWelcome({ ...library.welcome(language), approvedSha256 });
}

/** The language in which everything is spoken there, so that a session has one voice throughout. */
export function voiceLanguageOf(sources: Sources, settings: GuildSettings): string {
  return welcomeOf(sources, settings).speaks === 'own' ? settings.language : OWN_LANGUAGE;
}

export interface WordingPorts {
  readonly store: Pick<Store, 'settings' | 'audit' | 'transaction'>;
  readonly library: Pick<AudioLibrary, 'welcome'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly guilds: GuildSettingsById;
}

export function createWordingApp({ store, library, clock, guilds }: WordingPorts): WordingApp {
  function change(caller: Caller, language: string, action: string, after: string | null): void {
    const { guildId, userId } = caller;
    const before = approvedIn(store, guildId, language);
    store.transaction(() => {
      store.settings.set(approvalKey(guildId, language), after ?? '');
      store.audit.add({
        atMs: clock.nowMs(),
        guildId,
        actorId: userId,
        action,
        subject: `welcome.${language}`,
        before: { sha256: before },
        after: { sha256: after },
      });
    });
  }

  return {
    welcome(guildId, language) {
      const { proposed, spoken } = library.welcome(language);
      const english = library.welcome(OWN_LANGUAGE).spoken;
      const settings = guilds.get(guildId);
      if (!proposed || !english || !settings) return null;
      return {
        english: english.words,
        proposed,
        isApproved: approvedIn(store, guildId, language) === proposed.sha256,
        isGuildLanguage: primaryOf(settings.language) === language,
        isSpoken: spoken?.sha256 === proposed.sha256,
      };
    },
    approve(caller, language, sha256Start) {
      const { proposed } = library.welcome(language);
      if (!proposed || sha256Start === '' || !proposed.sha256.startsWith(sha256Start)) return false;
      if (approvedIn(store, caller.guildId, language) !== proposed.sha256) {
        change(caller, language, 'welcome.approved', proposed.sha256);
      }
      return true;
    },
    takeBack(caller, language) {
      if (approvedIn(store, caller.guildId, language) === null) return false;
      change(caller, language, 'welcome.approvalTakenBack', null);
      return true;
    },
  };
}

const approvalKey = (guildId: GuildId, language: string): string =>
  `welcome.approved.${guildId}.${language}`;

function approvedIn(store: Sources['store'], guildId: GuildId, language: string): string | null {
  const sha256 = store.settings.get(approvalKey(guildId, language));
  return sha256 === null || sha256 === '' ? null : sha256;
}

/** `es` of `es-419`. */
export function primaryOf(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}
