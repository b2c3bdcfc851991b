/** What is in the way of the bot's work, and what helps: for `/health` and for coordinators. */

export type TroubleName =
  | 'STARTING'
  | 'GATEWAY_AWAY'
  | 'STORE_CORRUPTED'
  | 'STORE_DISK_FULL'
  | 'STORE_READ_ONLY'
  | 'STORE_LOCKED'
  | 'STORE_DISK_FAILED'
  | 'SOUND_AWAY'
  | 'CLOCK_WRONG'
  | 'OUTBOX_BEHIND'
  | 'PREFLIGHT_FAILED';

export interface HealthTexts {
  /** Plain, without markdown. */
  readonly trouble: Readonly<Record<TroubleName, () => string>>;
  /** Below an alert that tells of an error: where the log has it. */
  readonly incident: (p: { readonly incidentId: string }) => string;
  /** Above the lines of all troubles. */
  readonly heading: () => string;
  readonly line: (p: { readonly trouble: TroubleName; readonly sinceMs: number }) => string;
}
