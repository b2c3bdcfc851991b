/** The one WebSocket to the practice room; it comes back by itself. */
import type { Action, Answer, ServerNews } from './protocol.ts';
import { words } from './words.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

export interface Connection {
  /** Resolves with what became of it; while the room is away, with words that say so. */
  ask(action: Action): Promise<Answer>;
}

export interface ConnectionListener {
  onNews(news: ServerNews): void;
  onPacket(packet: ArrayBuffer): void;
  /** Told at every change, and at the first success or failure. */
  onState(isOpen: boolean): void;
}

export function connect(listener: ConnectionListener): Connection {
  const waitingById = new Map<number, (answer: Answer) => void>();
  let socket: WebSocket | null = null;
  let lastId = 0;
  let waitMs = FIRST_WAIT_MS;

  function open(): void {
    const opened = new WebSocket(`ws://${location.host}/socket`);
    opened.binaryType = 'arraybuffer';
    opened.addEventListener('open', () => {
      socket = opened;
      waitMs = FIRST_WAIT_MS;
      listener.onState(true);
    });
    opened.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === 'string') receive(JSON.parse(data) as ServerNews);
      else listener.onPacket(data);
    });
    opened.addEventListener('close', () => {
      socket = null;
      listener.onState(false);
      for (const resolve of waitingById.values()) resolve({ kind: 'not', words: words.pageGone });
      waitingById.clear();
      setTimeout(open, waitMs);
      waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 1.5);
    });
  }

  function receive(news: ServerNews): void {
    if (news.type !== 'answer') {
      listener.onNews(news);
      return;
    }
    waitingById.get(news.requestId)?.(news.answer);
    waitingById.delete(news.requestId);
  }

  open();
  return {
    ask(action) {
      if (socket === null) return Promise.resolve({ kind: 'not', words: words.pageGone });
      lastId += 1;
      const requestId = lastId;
      socket.send(JSON.stringify({ requestId, action }));
      return new Promise((resolve) => waitingById.set(requestId, resolve));
    },
  };
}
