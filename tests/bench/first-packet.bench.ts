/**
 * From the choice to the first packet of sound, for a bot that is in the room already. The choice
 * is a volunteer's press on the menu (through discord.js, the router, the session and the voice),
 * or, for the voice alone, the call that begins a programme; the packet is one that has arrived
 * at a listener and was decrypted there. Beside it, turn by turn, the bare library plays packets
 * that lie ready in memory.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { AudioRef, Programme } from '../../src/app/ports.ts';
import { asId, type ChannelId, type GuildId } from '../../src/domain/identity.ts';
import { readOggOpusFile } from '../data/ogg-opus-file.ts';
import { writeOggOpus } from '../recordings/ogg-writer.ts';
import { tone } from '../voice/sounds.ts';
import { joinBare, type BareRoom } from './bare-library.ts';
import type { Bench, Figure } from './bench.ts';
import { dataFolder, startBotOfGuilds, type BotOfGuilds } from './bot-of-guilds.ts';
import { monotonicMs, quantile } from './measure.ts';
import { bringToChoosing, offsetToSession, sessionSeries } from './practice-session.ts';
import { startPretendDiscord, type PretendDiscord } from './pretend-discord.ts';

const TRIES = 30;
const LIMIT_MS = 60;
/** Of a programme that the voice is given by hand. */
const PACKETS = 10;
/** Sessions are pressed in turn, since each needs 1.5 s for its fade. */
const SESSIONS = [0, 1, 2];
const DIRECT = 3;
const BARE = 4;

/** What a chosen recording begins with; of its 400 ms of silence the last 40 ms are played. */
const ANNOUNCEMENT = 'voice/en/bdl/recording-next.opus';
const FIRST_PLAYED_MS = 360;
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);

/** Milliseconds from the choice, one a try. */
interface Tries {
  /** The first packet of any kind. */
  readonly anyMs: number[];
  /** The first packet of the file. */
  readonly fileMs: number[];
  /** The first that is not a packet of silence. */
  readonly soundMs: number[];
}

const noTries = (): Tries => ({ anyMs: [], fileMs: [], soundMs: [] });

export const bench: Bench = {
  name: 'first-packet',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bellkeeper-bench-'));
    const offsetMs = offsetToSession();
    const packets = tone(PACKETS);
    const audio = await writeSound(folder, packets);
    const discord = await startPretendDiscord({ guilds: BARE + 1, offsetMs });
    const sessions = SESSIONS.map((index) => discord.guilds[index]?.guildId);
    const seriesOf = (id: GuildId) => (sessions.includes(id) ? [sessionSeries()] : []);
    const bot = await startBotOfGuilds({ discord, folder, offsetMs, seriesOf });
    try {
      const pressed = await pressOften(discord);
      const bareRoom = await enterBare(discord, bot);
      await enterDirect(discord, bot);
      const direct = noTries();
      const bare = noTries();
      const [first = SILENCE] = packets;
      for (let count = 0; count < TRIES; count += 1) {
        const programme = programmeOf(`try ${count}`, audio);
        const play = () => roomOf(discord, bot).play(programme);
        await timed(discord, DIRECT, direct, first, play);
        await timed(discord, BARE, bare, first, () => bareRoom.play(packets));
      }
      bareRoom.leave();
      return { figures: figuresOf(pressed, direct, bare) };
    } finally {
      await bot.stop();
      await discord.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function pressOften(discord: PretendDiscord): Promise<Tries> {
  await bringToChoosing(discord, SESSIONS);
  const { soundPackets } = readOggOpusFile(join(dataFolder, ANNOUNCEMENT));
  const played = soundPackets.slice(FIRST_PLAYED_MS / 20);
  const headFrames = played.findIndex((packet) => !packet.equals(SILENCE));
  const tries = noTries();
  for (let count = 0; count < TRIES; count += 1) {
    const index = SESSIONS[count % SESSIONS.length] ?? 0;
    await discord.ask('quiet', index, 150);
    await discord.ask('listen', index, played[headFrames] ?? SILENCE);
    const choice = ['recording:sample-self-kindness'];
    const { pressedAtMs } = await discord.ask('press', index, 'choose', choice);
    note(tries, pressedAtMs, await discord.ask('heard', index), headFrames);
    await discord.ask('press', index, 'stop', null);
    // So that the tries do not keep step with the library's 20 ms.
    await wait(count % 20);
  }
  return tries;
}

async function timed(
  discord: PretendDiscord,
  index: number,
  tries: Tries,
  firstPacket: Uint8Array,
  play: () => void,
): Promise<void> {
  await discord.ask('quiet', index, 150);
  await wait(tries.anyMs.length % 20);
  await discord.ask('listen', index, firstPacket);
  const playedAtMs = monotonicMs();
  play();
  note(tries, playedAtMs, await discord.ask('heard', index), 0);
}

/** @param headFrames how many packets of silence the file begins with */
function note(tries: Tries, sinceMs: number, heard: readonly number[], headFrames: number): void {
  tries.anyMs.push((heard[0] ?? NaN) - sinceMs);
  tries.fileMs.push((heard[heard.length - 1 - headFrames] ?? NaN) - sinceMs);
  tries.soundMs.push((heard.at(-1) ?? NaN) - sinceMs);
}

function roomOf(discord: PretendDiscord, bot: BotOfGuilds) {
  return bot.voice.room(asId<GuildId>(discord.guilds[DIRECT]?.guildId ?? ''));
}

async function enterDirect(discord: PretendDiscord, bot: BotOfGuilds): Promise<void> {
  const joined = new Promise<void>((resolve) => {
    const cancel = bot.voice.onEvent((guildId, event) => {
      if (guildId !== discord.guilds[DIRECT]?.guildId || event.type !== 'joined') return;
      cancel();
      resolve();
    });
  });
  roomOf(discord, bot).join(asId<ChannelId>(discord.guilds[DIRECT]?.hallId ?? ''));
  await joined;
  // The 200 ms of silence that follow every join are behind then.
  await discord.ask('quiet', DIRECT, 300);
}

async function enterBare(discord: PretendDiscord, bot: BotOfGuilds): Promise<BareRoom> {
  const place = discord.guilds[BARE];
  const adapterCreator =
    place && bot.gateway.voiceAccess.adapterCreator(asId<GuildId>(place.guildId));
  if (!place || !adapterCreator) throw new Error('The guild of the bare library is not in view.');
  return await joinBare(place, adapterCreator);
}

async function writeSound(folder: string, packets: readonly Uint8Array[]): Promise<AudioRef> {
  const file = writeOggOpus(packets);
  const path = join(folder, 'tone.opus');
  await writeFile(path, file);
  const sha256 = createHash('sha256').update(file).digest('hex');
  const durationMs = packets.length * 20;
  return { id: 'tone', path, sha256, durationMs, sentences: [], recordingId: null };
}

function programmeOf(id: string, audio: AudioRef): Programme {
  const segment = { kind: 'audio', audio, fromMs: 0, fadesIn: false } as const;
  return { id, segments: [segment], mayBegin: () => true };
}

function figuresOf(pressed: Tries, direct: Tries, bare: Tries): Figure[] {
  const bareWords = 'bare library, packets in memory';
  const rows = [
    ['press to the first packet of any kind', pressed.anyMs, bare.anyMs, null],
    ['press to the first packet of the file', pressed.fileMs, bare.fileMs, LIMIT_MS],
    ['press to the first that is no silence', pressed.soundMs, bare.soundMs, null],
    ['play() to the first packet of any kind', direct.anyMs, bare.anyMs, null],
    ['play() to the first packet of the file', direct.fileMs, bare.fileMs, LIMIT_MS],
  ] as const;
  return rows.flatMap(([what, times, baseline, limit]) =>
    (
      [
        ['median', 0.5],
        ['p95', 0.95],
      ] as const
    ).map(([word, share]): Figure => ({
      what: `${what}, ${word} of ${times.length}`,
      value: quantile(times, share),
      unit: 'ms',
      limit,
      baseline: { what: bareWords, value: quantile(baseline, share) },
    })),
  );
}
