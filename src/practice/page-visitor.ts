/** One open page: whom it acts as, what it has been told, and what it asks for. */
import type { RawData, WebSocket } from 'ws';
import { not, perform, type ActionPorts } from './page-actions.ts';
import { messageView } from './page-message-view.ts';
import { readRequest } from './page-request.ts';
import type { Story } from './page-story.ts';
import {
  directoryView,
  isSeenBy,
  messageViews,
  personIdsOf,
  privateMessagesOf,
} from './page-view.ts';
import type { Action, Answer, ClockView, ServerNews } from './page/protocol.ts';
import { words } from './page/words.ts';
import type { HeardFrame } from './voice-gateway.ts';
import type { Message } from './world/entities.ts';
import type { Interaction } from './world/interaction.ts';

/** A page that takes nothing any more (a laptop asleep) gets no sound until it has caught up. */
const MOST_UNSENT_BYTES = 64 * 1024;

const TIMESTAMP_BYTES = 4;

export interface VisitorPorts extends ActionPorts {
  readonly zone: string;
  readonly story: Story;
  /** Told what went wrong with an action, in a developer's words. */
  readonly onTrouble: (cause: unknown) => void;
}

export class Visitor {
  readonly #ports: VisitorPorts;
  readonly #socket: WebSocket;
  #youId: string;
  #isListening = false;
  #toldDirectory = '';

  constructor(ports: VisitorPorts, socket: WebSocket) {
    this.#ports = ports;
    this.#socket = socket;
    this.#youId = this.#someone();
    socket.on('message', (data, isBinary) => void this.#receive(data, isBinary));
    this.tellEverything();
  }

  /** The first volunteer, since that is whom most people come to train as. */
  #someone(): string {
    const { world } = this.#ports;
    const ids = personIdsOf(world).filter((id) => id !== world.bot.id);
    const { people } = directoryView(world, ids[0] ?? world.bot.id);
    return people.find(({ kind }) => kind === 'volunteer')?.id ?? ids[0] ?? world.bot.id;
  }

  tell(news: ServerNews): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(news));
  }

  tellEverything(): void {
    const { world, clock, reader, sound, story, zone } = this.#ports;
    const directory = directoryView(world, this.#youId);
    this.#toldDirectory = JSON.stringify(directory);
    this.tell({
      type: 'everything',
      zone,
      directory,
      messages: messageViews(world, this.#youId),
      clock: clockView(clock),
      reading: reader(),
      soundingRoomId: sound.soundingRoomId(),
      story: story.view,
    });
  }

  /** Looks at the directory again. Whoever was removed is acted as no longer. */
  tellDirectory(): void {
    const { world } = this.#ports;
    if (!personIdsOf(world).includes(this.#youId)) {
      this.#youId = this.#someone();
      this.tellEverything();
      return;
    }
    const directory = directoryView(world, this.#youId);
    const json = JSON.stringify(directory);
    if (json === this.#toldDirectory) return;
    this.#toldDirectory = json;
    this.tell({ type: 'directory', directory });
  }

  tellMessage(message: Message): void {
    const { world } = this.#ports;
    const channel = world.channelById.get(message.channelId);
    if (channel === undefined || !isSeenBy(world, channel, this.#youId)) return;
    this.tell({ type: 'message', message: messageView(world, message, this.#youId) });
  }

  tellPrivate(interaction: Interaction): void {
    if (interaction.userId !== this.#youId) return;
    for (const message of privateMessagesOf(interaction)) {
      if (message.isDeleted) this.tell({ type: 'messageGone', messageId: message.id });
      else this.tellMessage(message);
    }
  }

  hear({ timestamp, opus }: HeardFrame): void {
    if (!this.#isListening || this.#socket.bufferedAmount > MOST_UNSENT_BYTES) return;
    const packet = Buffer.allocUnsafe(TIMESTAMP_BYTES + opus.length);
    packet.writeUInt32BE(timestamp, 0);
    packet.set(opus, TIMESTAMP_BYTES);
    this.#socket.send(packet, { binary: true });
  }

  async #receive(data: RawData, isBinary: boolean): Promise<void> {
    const request = isBinary ? null : readRequest(textOfData(data));
    if (request === null) {
      this.tell({ type: 'answer', requestId: -1, answer: not(words.refusals.unclear) });
      return;
    }
    const { requestId, action } = request;
    this.tell({ type: 'answer', requestId, answer: await this.#answer(action) });
  }

  async #answer(action: Action): Promise<Answer> {
    try {
      switch (action.type) {
        case 'be':
          return this.#be(action.personId);
        case 'listen':
          this.#isListening = action.isOn;
          return { kind: 'done' };
        case 'beginStory':
          return await this.#beginStory();
        default:
          return await perform(this.#ports, this.#youId, action);
      }
    } catch (cause) {
      // The world throws at what its page should not have offered; it may have changed meanwhile.
      this.#ports.onTrouble(cause);
      return not(words.refusals.failed);
    }
  }

  #be(personId: string): Answer {
    const { world } = this.#ports;
    const isPerson = personIdsOf(world).includes(personId) && personId !== world.bot.id;
    if (!isPerson) return not(words.refusals.personGone);
    this.#youId = personId;
    this.tellEverything();
    return { kind: 'done' };
  }

  async #beginStory(): Promise<Answer> {
    const { reader, sound, story } = this.#ports;
    if (reader().botState !== 'ready') return not(words.refusals.notReady);
    if (sound.soundingRoomId() !== null) return not(words.refusals.soundLasts);
    return this.#be(await story.begin());
  }
}

export function clockView(clock: ActionPorts['clock']): ClockView {
  return { nowMs: clock.nowMs(), speed: clock.speed, runningSpeed: clock.runningSpeed };
}

function textOfData(data: RawData): string {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
  return bytes.toString('utf8');
}
