/** Plays a session without a teacher, from two people who arrive to the goodbye. */
import type { PracticeReading, StoryStarter } from './page-reading.ts';
import { personIdsOf } from './page-view.ts';
import type { StoryView } from './page/protocol.ts';
import type { PracticeClock } from './practice-clock.ts';
import type { World } from './world.ts';
import type { Message } from './world/entities.ts';
import { objectsIn, textOf, type JsonObject } from './world/json.ts';

const FAST = 20;

/** Real time that somebody new to the page has to find the menu, before Vera uses it herself. */
const YOUR_CHOICE_MS = 20_000;

const STRING_SELECT = 3;

export interface StoryPorts {
  readonly world: World;
  readonly clock: PracticeClock;
  readonly reader: () => PracticeReading;
  readonly starter: StoryStarter;
  readonly onChange: (story: StoryView) => void;
}

export interface Story {
  readonly view: StoryView;
  /** Resolves with the volunteer whom the page acts as from now on. */
  begin(): Promise<string>;
  /** Looks how far the session has come; called a few times a second of real time. */
  look(): void;
  close(): void;
}

export function createStory(ports: StoryPorts): Story {
  const { world, clock, reader, starter } = ports;
  let view: StoryView = 'none';
  let volunteerId = '';
  let hasBegun = false;
  let hasOffered = false;
  let timer: NodeJS.Timeout | null = null;

  function show(next: StoryView): void {
    if (next === view) return;
    view = next;
    ports.onChange(view);
  }

  function stopWaiting(): void {
    if (timer) clearTimeout(timer);
    timer = null;
  }

  /** At the menu the clock slows down, so that there is time to read and to choose. */
  function offerChoice(): void {
    hasOffered = true;
    clock.setSpeed(1);
    show('yourChoice');
    timer = setTimeout(() => {
      const menu = lastMenu(world, volunteerId);
      if (menu !== null) chooseSilence(world, volunteerId, menu);
    }, YOUR_CHOICE_MS);
  }

  function goOn(): void {
    stopWaiting();
    clock.setSpeed(FAST);
    show('going');
  }

  return {
    get view() {
      return view;
    },
    async begin() {
      stopWaiting();
      hasBegun = false;
      hasOffered = false;
      show('beginning');
      const alice = arrive(world, 'Alice', 'participant');
      volunteerId = arrive(world, 'Vera', 'volunteer');
      for (const id of personIdsOf(world)) {
        if (id !== world.bot.id) world.leaveVoice(id);
      }
      await starter.beginStory();
      const roomId = firstRoomId(world);
      if (roomId !== null) {
        for (const id of [alice, volunteerId]) world.joinVoice(id, roomId);
      }
      clock.setSpeed(FAST);
      return volunteerId;
    },
    look() {
      if (view === 'none' || view === 'over') return;
      const phase = reader().session?.phase ?? 'ended';
      const isOver = phase === 'ended' || phase === 'cancelled';
      if (!hasBegun && !isOver && phase !== 'upcoming') {
        hasBegun = true;
        show('going');
      }
      if (!hasBegun) return;
      const mayChoose = phase === 'choosing' && lastMenu(world, volunteerId) !== null;
      if (mayChoose && !hasOffered) {
        offerChoice();
      } else if (view === 'yourChoice' && phase !== 'choosing') {
        goOn();
      } else if (isOver || phase === 'upcoming') {
        stopWaiting();
        clock.setSpeed(1);
        show('over');
      }
    },
    close: stopWaiting,
  };
}

/** Whoever has that name and is that already, or somebody new. */
function arrive(world: World, name: string, kind: 'participant' | 'volunteer'): string {
  const known = personIdsOf(world).find((id) => world.user(id).name === name);
  return known ?? world.addPerson({ name, kind }).userId;
}

function firstRoomId(world: World): string | null {
  const channels = [...world.firstGuild().channelById.values()];
  return channels.find(({ kind }) => kind === 'voice')?.id ?? null;
}

interface OpenMenu {
  readonly message: Message;
  readonly menu: JsonObject;
}

/** The newest menu that the bot has posted where the volunteer is. */
function lastMenu(world: World, userId: string): OpenMenu | null {
  const roomId = world.firstGuild().voiceStateByUserId.get(userId)?.channelId;
  const messages = [...(world.channelById.get(roomId ?? '')?.messageById.values() ?? [])];
  const menus = messages.flatMap((message) =>
    message.components
      .flatMap((row) => objectsIn(row['components']))
      .filter((control) => control['type'] === STRING_SELECT && control['disabled'] !== true)
      .map((menu) => ({ message, menu })),
  );
  return menus.at(-1) ?? null;
}

/** The first of the choices that is a silence, else the last one there is. */
function chooseSilence(world: World, userId: string, { message, menu }: OpenMenu): void {
  const values = objectsIn(menu['options']).map((option) => textOf(option['value']));
  const value = values.find((each) => /silence/.test(each)) ?? values.at(-1);
  if (value === undefined) return;
  // Whether the bot answers shows on the page; a story needs nothing more.
  void world.selectMenu(userId, message.id, textOf(menu['custom_id']), [value]);
}
