import type { AuditEntry } from '../../src/app/ports.ts';
import { createWordingApp, type WordingApp } from '../../src/app/wording.ts';
import { asId, type GuildId } from '../../src/domain/identity.ts';
import type { Wording } from '../../src/domain/wording.ts';
import { settingsById, usualSettings } from '../guild-settings.ts';

export const ENGLISH_WELCOME = 'Welcome. We are all welcome.';
export const SPANISH_WELCOME: Wording = {
  words: 'Te damos la bienvenida.',
  sha256: `${'5'.repeat(16)}${'e'.repeat(48)}`,
};

export interface FakeWording extends WordingApp {
  readonly audit: readonly AuditEntry[];
  /** Other words are proposed from now on. */
  propose(spanish: Wording): void;
}

/** The real policy, over what is kept in memory; only Spanish words are proposed. */
export function createFakeWording(nowMs: () => number = () => 0): FakeWording {
  const kept = new Map<string, string>();
  const audit: AuditEntry[] = [];
  const guildId = asId<GuildId>('1');
  let proposed = SPANISH_WELCOME;
  const app = createWordingApp({
    store: {
      transaction: (work) => work(),
      settings: {
        get: (key) => kept.get(key) ?? null,
        set: (key, value) => void kept.set(key, value),
      },
      audit: { add: (entry) => void audit.push(entry), latest: () => audit.toReversed() },
    },
    library: {
      welcome: (language) => ({
        spoken: language === 'en' ? { words: ENGLISH_WELCOME, sha256: '0'.repeat(64) } : null,
        proposed: language === 'es' ? proposed : null,
      }),
    },
    clock: { nowMs },
    guilds: settingsById(usualSettings(guildId, 'es-419')),
  });
  return {
    ...app,
    audit,
    propose(spanish) {
      proposed = spanish;
    },
  };
}
