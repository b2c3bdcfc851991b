import type { SettingsStore } from '../app/store-port.ts';
import type { Connection } from './connection.ts';
import { KeptReads } from './kept-reads.ts';

export function settingsStore(connection: Connection): SettingsStore {
  const get = connection.query<{ key: string }, { value: string }>(
    `SELECT value FROM settings WHERE key = @key`,
  );
  const set = connection.change<{ key: string; value: string }>(
    `INSERT INTO settings (key, value) VALUES (@key, @value)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );

  const kept = new KeptReads<string | null>(connection, 'settings');

  return {
    get: (key) => kept.of(key, () => get.get({ key })?.value ?? null),
    set: (key, value) => void set.run({ key, value }),
  };
}
