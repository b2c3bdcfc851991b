import type { FileCheckStore } from '../app/store-port.ts';
import type { Connection } from './connection.ts';

export function fileCheckStore(connection: Connection): FileCheckStore {
  const find = connection.query<{ sha256: string }, { fingerprint: string }>(
    `SELECT fingerprint FROM file_checks WHERE sha256 = @sha256`,
  );
  const save = connection.change<{ sha256: string; fingerprint: string; atMs: number }>(
    `INSERT INTO file_checks (sha256, fingerprint, checked_at_ms)
     VALUES (@sha256, @fingerprint, @atMs)
     ON CONFLICT (sha256) DO UPDATE SET
       fingerprint = excluded.fingerprint, checked_at_ms = excluded.checked_at_ms`,
  );
  const remove = connection.change<{ sha256: string }>(
    `DELETE FROM file_checks WHERE sha256 = @sha256`,
  );
  return {
    fingerprint: (sha256) => find.get({ sha256 })?.fingerprint ?? null,
    save: (sha256, fingerprint, atMs) => void save.run({ sha256, fingerprint, atMs }),
    remove: (sha256) => void remove.run({ sha256 }),
  };
}
