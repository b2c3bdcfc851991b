/** What befalls the thread of the sound in a test. One process has one channel for it. */
export const TRIALS_CHANNEL = 'trials of the thread of the sound';

export type Trial =
  | { readonly kind: 'hang' }
  /** Forward, or back when it is negative. */
  | { readonly kind: 'setClock'; readonly byMs: number };
