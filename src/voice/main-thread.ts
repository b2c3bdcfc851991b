import type { Log } from '../app/ports.ts';
import type { Ask, SoundNews, SoundOrder } from './thread-messages.ts';

/** The main thread, as the thread of the sound sees it. */
export class MainThread {
  readonly tell: (news: SoundNews) => void;
  readonly log: Log;
  readonly #asking = new Map<number, PromiseWithResolvers<unknown>>();
  #questions = 0;

  constructor(tell: (news: SoundNews) => void) {
    this.tell = tell;
    this.log = logThrough(tell);
  }

  /** Resolves whenever the main thread gets round to it. Rejects when it can't answer. */
  readonly ask: Ask = (name, ...about) => {
    const asker = Promise.withResolvers<unknown>();
    this.#questions += 1;
    this.#asking.set(this.#questions, asker);
    this.tell({ type: 'question', question: this.#questions, name, about });
    return asker.promise as Promise<never>;
  };

  hear(order: SoundOrder & { readonly type: 'answer' | 'noAnswer' }): void {
    const asker = this.#asking.get(order.question);
    this.#asking.delete(order.question);
    if (order.type === 'answer') asker?.resolve(order.answer);
    else asker?.reject(new Error('The main thread could not answer.'));
  }
}

function logThrough(tell: (news: SoundNews) => void): Log {
  const at = (level: (SoundNews & { readonly type: 'log' })['level']) => {
    return (fields: object, text: string): void => {
      try {
        tell({ type: 'log', level, fields, text });
      } catch (cause) {
        // A field that can't leave the thread must not cost the line.
        tell({ type: 'log', level, fields: { untold: String(cause) }, text });
      }
    };
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
