/** The bot as src/bot.ts wires it, but for many guilds at once, each with a timetable of its own. */
import { isValidCron } from '../../src/clock.ts';
import { Bellkeeper } from '../../src/app/bellkeeper.ts';
import { Health } from '../../src/app/health.ts';
import { Meter } from '../../src/app/meter.ts';
import type { GuildSettings } from '../../src/app/guild-settings.ts';
import type { Clock, Log, Store } from '../../src/app/ports.ts';
import { createSystemClock } from '../../src/clock.ts';
import { commands, looseButtons } from '../../commands/index.ts';
import { createGateway, type Gateway } from '../../src/discord/gateway.ts';
import { asId, type GuildId } from '../../src/domain/identity.ts';
import { mayPlay } from '../../src/domain/playback.ts';
import type { Series } from '../../src/domain/schedule.ts';
import { createPictures } from '../../src/pictures/pictures.ts';
import { loadAudioLibrary, type LoadedAudioLibrary } from '../../src/recordings/audio-library.ts';
import { checksInStore } from '../../src/recordings/file-checks.ts';
import { soundThread } from '../../src/sound-worker.ts';
import { openStore } from '../../src/store/store.ts';
import { createVoice, type SpeakingVoice } from '../../src/voice/voice.ts';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { createFakePreparer } from '../recordings/fake-preparer.ts';
import { createFakeSpeech } from '../recordings/fake-speech.ts';
import { TOKEN } from './pretend-discord.ts';
import { usualSettings } from '../guild-settings.ts';

export const dataFolder = fileURLToPath(new URL('../../data', import.meta.url));

export interface BotOfGuilds {
  readonly bellkeeper: Bellkeeper;
  readonly gateway: Gateway;
  readonly voice: SpeakingVoice;
  readonly store: Store;
  readonly library: LoadedAudioLibrary;
  readonly problems: readonly object[];
  stop(): Promise<void>;
}

export interface BotOfGuildsOptions {
  readonly discord: {
    readonly apiUrl: string;
    readonly guilds: readonly { readonly guildId: string }[];
  };
  /** An empty folder, for the database and for recordings. */
  readonly folder: string;
  /** Added to the machine's clock. */
  readonly offsetMs: number;
  readonly seriesOf: (guildId: GuildId) => readonly Series[];
}

export async function startBotOfGuilds(options: BotOfGuildsOptions): Promise<BotOfGuilds> {
  const { discord, folder, offsetMs } = options;
  const system = createSystemClock();
  const clock = shifted(system, offsetMs);
  const problems: object[] = [];
  const log = keepingProblems(problems);
  const guildIds = discord.guilds.map(({ guildId }) => asId<GuildId>(guildId));
  const store = await openStore({ path: join(folder, 'bellkeeper.db'), nowMs: clock.nowMs() });
  const library = await loadAudioLibrary({ dataFolder, recordingsFolder: folder, log });
  store.transaction(() => {
    for (const guildId of guildIds) {
      store.series.replaceAll(guildId, options.seriesOf(guildId), clock.nowMs());
      for (const { isSample: _, ...recording } of library.shippedRecordings) {
        store.allowlist.save(guildId, { ...recording, status: 'approved' }, clock.nowMs());
      }
    }
  });
  const health = new Health(clock);
  const meter = new Meter();
  const gateway = createGateway({ token: TOKEN, apiUrl: discord.apiUrl, guildIds, clock, log });
  const voice = createVoice({
    startThread: soundThread({
      dataFolder,
      recordingsFolder: folder,
      timings: {},
      streaming: null,
    }),
    access: gateway.voiceAccess,
    fileChecks: checksInStore(store.fileChecks, { clock, log }),
    mayPlay: (guildId, recordingId) =>
      mayPlay(store.allowlist.of(guildId), recordingId, clock.nowMs()).allowed,
    health,
    meter,
    log,
  });
  let incidents = 0;
  const bellkeeper = new Bellkeeper({
    clock,
    store,
    messenger: gateway.messenger,
    roles: gateway.roles,
    calendarEvents: gateway.calendarEvents,
    roomStatus: gateway.roomStatus,
    pictures: createPictures(),
    publicUrl: null,
    health,
    meter,
    directory: gateway.directory,
    voice,
    library,
    log,
    guilds: new Map(guildIds.map((guildId) => [guildId, settingsOf(guildId)])),
    commands,
    looseButtons,
    guidelines: () => [],
    sentenceText: (language, sentenceId) => library.sentenceText(language, sentenceId),
    newIncidentId: () => `incident ${(incidents += 1)}`,
    newDraftId: () => 'draft',
    isValidCron,
    hearRecording: () => Promise.resolve({ kind: 'missing' }),
    readTextFile: () => Promise.resolve({ ok: false, why: 'NOT_FETCHED' }),
    speech: createFakeSpeech(),
    ...createFakePreparer(),
    pages: null,
  });
  gateway.onInvocation((invocation, responder) => bellkeeper.handle(invocation, responder));
  await Promise.all([gateway.start(), voice.warmUp()]);
  bellkeeper.start();
  gateway.onEvent((event) => bellkeeper.onGateway(event));
  return {
    bellkeeper,
    gateway,
    voice,
    store,
    library,
    problems,
    async stop() {
      await bellkeeper.stop();
      await voice.close();
      await gateway.stop();
      store.close();
      system.close();
    },
  };
}

function settingsOf(guildId: GuildId): GuildSettings {
  return usualSettings(guildId);
}

function shifted(clock: Clock, offsetMs: number): Clock {
  return {
    nowMs: () => clock.nowMs() + offsetMs,
    at: (atMs, callback) => clock.at(atMs - offsetMs, callback),
    heartbeat: (callback) => clock.heartbeat(callback),
  };
}

function keepingProblems(problems: object[]): Log {
  const keep = (fields: object, text: string): void => void problems.push({ ...fields, text });
  return { debug: () => undefined, info: () => undefined, warn: keep, error: keep };
}
