import { once } from 'node:events';
import { WebSocket } from 'ws';
import type {
  Action,
  Answer,
  DirectoryView,
  MessageView,
  ServerNews,
} from '../../src/practice/page/protocol.ts';

/** An open page without a browser: it keeps what it is told. */
export interface PageClient {
  readonly news: ServerNews[];
  readonly packets: Buffer[];
  ask(action: Action): Promise<Answer>;
  /** Sends anything at all, as a broken page would. */
  sendRaw(data: string | Buffer): void;
  /** Resolves with the first news of its kind that fits, told already or still to come. */
  told<Type extends ServerNews['type']>(
    type: Type,
    fits?: (news: Extract<ServerNews, { type: Type }>) => boolean,
  ): Promise<Extract<ServerNews, { type: Type }>>;
  heard(count: number): Promise<void>;
  directory(): DirectoryView;
  message(id: string): MessageView | null;
  /** Forgets what it was told until now, the directory left out. */
  forget(): void;
  close(): void;
}

export async function openPage(url: string): Promise<PageClient> {
  const { host } = new URL(url);
  const socket = new WebSocket(`ws://${host}/socket`, { origin: `http://${host}` });
  const news: ServerNews[] = [];
  const packets: Buffer[] = [];
  let directory: DirectoryView | null = null;
  let lastId = 0;
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      packets.push(data);
    } else {
      const each = JSON.parse(data.toString()) as ServerNews;
      if (each.type === 'everything' || each.type === 'directory') directory = each.directory;
      news.push(each);
    }
    socket.emit('taken');
  });

  const client: PageClient = {
    news,
    packets,
    async ask(action) {
      lastId += 1;
      const requestId = lastId;
      socket.send(JSON.stringify({ requestId, action }));
      const { answer } = await client.told('answer', (each) => each.requestId === requestId);
      return answer;
    },
    sendRaw: (data) => socket.send(data),
    async told(type, fits = () => true) {
      for (;;) {
        const found = news.find(
          (each): each is Extract<ServerNews, { type: typeof type }> =>
            each.type === type && fits(each as Extract<ServerNews, { type: typeof type }>),
        );
        if (found) return found;
        await once(socket, 'taken');
      }
    },
    async heard(count) {
      while (packets.length < count) await once(socket, 'taken');
    },
    directory() {
      if (directory === null) throw new Error('The page has been told nothing yet.');
      return directory;
    },
    message(id) {
      const told = news.flatMap((each) => {
        if (each.type === 'everything') return each.messages;
        return each.type === 'message' ? [each.message] : [];
      });
      return told.findLast((each) => each.id === id) ?? null;
    },
    forget: () => void news.splice(0),
    close: () => socket.terminate(),
  };
  await client.told('everything');
  return client;
}
