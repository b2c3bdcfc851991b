/** What a running bot is made of, by the lock: everything but the tools of development. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const rootFolder = fileURLToPath(new URL('../..', import.meta.url));

export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** As its package.json says, an SPDX expression; null when it says nothing. */
  readonly licence: string | null;
  readonly folder: string;
}

interface LockEntry {
  readonly dev?: boolean;
  readonly optional?: boolean;
}

/** Those that are installed; what belongs to other platforms is not. */
export function productionDependencies(): readonly Dependency[] {
  const lock = JSON.parse(readFileSync(join(rootFolder, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockEntry>>;
  };
  return Object.entries(lock.packages).flatMap(([path, { dev, optional }]) => {
    const folder = join(rootFolder, path);
    if (path === '' || dev === true || (optional === true && !existsSync(folder))) return [];
    const read: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const { name, version, license } = read as Readonly<Record<string, unknown>>;
    const licence = typeof license === 'string' ? license : null;
    return [{ name: String(name), version: String(version), licence, folder }];
  });
}
