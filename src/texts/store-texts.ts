/** What people are told while nothing can be kept, and of backups. */
export interface StoreTexts {
  /** To whoever asked for something: nothing of it was done. */
  readonly couldNotSave: () => string;
  /** To coordinators, each with what to do. */
  readonly troubles: Readonly<
    Record<'CORRUPTED' | 'DISK_FULL' | 'READ_ONLY' | 'LOCKED' | 'DISK_FAILED', () => string>
  >;
  readonly isBack: (p: { readonly sinceMs: number }) => string;
  readonly restored: (p: { readonly backupAtMs: number; readonly restoredAtMs: number }) => string;
  readonly noBackup: () => string;
}
