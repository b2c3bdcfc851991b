import type { Leave } from './thread-messages.ts';

/**
 * An answer that was not taken so soon is asked for anew. Whoever gave it and then thought better of
 * it says so in the very next message, which is heard before any frame can leave.
 */
const FRESH_MS = 60;

type State =
  | { readonly kind: 'unasked' }
  | { readonly kind: 'asked'; readonly answered: Promise<void> }
  | { readonly kind: 'answered'; readonly leave: Leave; readonly atMs: number };

/** Leave to sound, asked of whoever knows, who may be slow to answer. Each answer counts once. */
export class Permission {
  readonly #ask: () => Promise<Leave>;
  #state: State = { kind: 'unasked' };

  /** @param ask a rejection counts as no */
  constructor(ask: () => Promise<Leave>) {
    this.#ask = ask;
  }

  /** Resolves when there is an answer to take. Never rejects. */
  request(): Promise<void> {
    if (this.#state.kind === 'asked') return this.#state.answered;
    const answered = this.#ask().then(
      (leave) => this.#answer(leave),
      () => this.#answer('refused'),
    );
    this.#state = { kind: 'asked', answered };
    return answered;
  }

  take(): Leave | 'notYet' {
    const state = this.#state;
    if (state.kind === 'answered' && performance.now() - state.atMs <= FRESH_MS) {
      this.#state = { kind: 'unasked' };
      return state.leave;
    }
    void this.request();
    return 'notYet';
  }

  #answer(leave: Leave): void {
    this.#state = { kind: 'answered', leave, atMs: performance.now() };
  }
}
