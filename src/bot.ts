/** Wires one bot: the app in the middle, and an adapter for each outside thing. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { commands, looseButtons } from '../commands/index.ts';
import { Bellkeeper } from './app/bellkeeper.ts';
import type { GuildSettings } from './app/guild-settings.ts';
import type { Clock, Log, Store } from './app/ports.ts';
import { Health } from './app/health.ts';
import { loseFile } from './app/lost-files.ts';
import { manifestsOf } from './app/manifests.ts';
import { Meter } from './app/meter.ts';
import { approvedUserIds } from './app/page-keeper.ts';
import { takeOverShipped } from './app/shipped-recordings.ts';
import { attempt } from './app/store-trouble.ts';
import { createSystemClock, isValidCron } from './clock.ts';
import type { ProgramPaths } from './config.ts';
import type { GuildId } from './domain/identity.ts';
import { mayPlay } from './domain/playback.ts';
import { createGateway, type Gateway } from './discord/gateway.ts';
import type { PlatformTime } from './discord/transport.ts';
import { readGuidelines } from './guidelines.ts';
import { createPictures } from './pictures/pictures.ts';
import { preflightOutside } from './preflight-outside.ts';
import { loadAudioLibrary } from './recordings/audio-library.ts';
import { checksInStore } from './recordings/file-checks.ts';
import { createDownload } from './recordings/download.ts';
import { hearBefore } from './recordings/hear-before.ts';
import { sweepOrphans } from './recordings/prepared-folder.ts';
import { createPreparer } from './recordings/preparer.ts';
import { createSpeech } from './recordings/speech/speech.ts';
import { createReadTextFile } from './recordings/text-file.ts';
import type { SoundCloudStandin } from './recordings/sound-cloud/guarded-agent.ts';
import { createPages } from './recordings/sound-cloud/pages.ts';
import { createRest } from './recordings/sound-cloud/rest.ts';
import { soundThread, type SoundSettings } from './sound-worker.ts';
import { openStore } from './store/store.ts';
import { importStarter } from './store/timetable/take-over.ts';
import { textsByLocale, textsFor } from './texts/languages.ts';
import { describeMistake } from './texts/timetable-mistakes.ts';
import type { StartThread } from './voice/thread-messages.ts';
import type { VoiceTimings } from './voice/voice-timings.ts';
import { createVoice, type SpeakingVoice } from './voice/voice.ts';

/** A fade lasts 1.5 s; a room that is not quiet long after that must not hold up the end. */
const LONGEST_FADE_MS = 3_000;

export interface BotOptions {
  readonly token: string;
  /** Discord's own when left out; ends in `/api`. */
  readonly apiUrl?: string;
  readonly guild: GuildSettings;
  /** What ships: voices, bells, sample recordings, guidelines. */
  readonly dataFolder: string;
  /** Where prepared recordings are kept. */
  readonly recordingsFolder: string;
  /** `:memory:` keeps nothing. */
  readonly databasePath: string;
  readonly timetablePath: string;
  /** Waits of the voice connection, in real time: with a practice clock that runs fast they seem long. */
  readonly voiceTimings?: Partial<VoiceTimings>;
  /** Samples are only for trying the bot: nobody of an organisation has approved them. */
  readonly playsSamples: boolean;
  /** Of the public page, `https://example.org/practice`; null when it has none. */
  readonly publicUrl?: string | null;
  readonly clock: Clock;
  /** Learns from Discord's answers what time it is; a practice clock has a time of its own. */
  readonly platformTime?: PlatformTime;
  /** Where ffmpeg is, and where to look for it; on its usual places when left out. */
  readonly programs?: ProgramPaths;
  /** The name in the address of the approved account on SoundCloud; none when left out. */
  readonly soundCloudAccount?: string | null;
  /** Whether recordings without a file may be heard from their page; not when left out. */
  readonly soundCloudStreaming?: boolean;
  /** Asked in SoundCloud's stead, by whoever tries the bot without it. */
  readonly soundCloudStandin?: SoundCloudStandin;
  /** How the thread of the sound is started, for whoever tries what befalls it. */
  readonly startSound?: (settings: SoundSettings) => StartThread;
  readonly log: Log;
  /** Looks everything over before sessions; in the practice room there is nothing to mend. */
  readonly looksOver?: boolean;
  /** A new one when left out. */
  readonly health?: Health;
}

export interface Bot {
  readonly bellkeeper: Bellkeeper;
  readonly gateway: Gateway;
  readonly voice: SpeakingVoice;
  readonly store: Store;
  readonly guildId: GuildId;
  readonly clock: Clock;
  readonly health: Health;
  readonly meter: Meter;
  /** Tells the rooms, saves where they are, and leaves. */
  stop(): Promise<void>;
}

/** Resolves when the bot is ready to do its work. Rejects when the token or the database is refused. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { clock, log, guild, token, apiUrl } = options;
  const { guildId } = guild;
  const guilds = new Map([[guildId, guild]]);
  const health = options.health ?? new Health(clock);
  health.report('STARTING');
  const meter = new Meter();
  const [store, guidelines] = await Promise.all([
    openStore({
      path: options.databasePath,
      nowMs: clock.nowMs(),
      onTrouble: (trouble) => health.report(`STORE_${trouble}`),
    }),
    readGuidelines(options.dataFolder),
  ]);
  // Files and programs know no practice clock, however fast that runs.
  const outsideClock = createSystemClock();
  const programs = options.programs ?? { ffmpegPath: null, searchPath: '' };
  const { recordingsFolder: folder } = options;
  const named = store.allowlist.namedSha256s();
  const swept = await sweepOrphans({ folder, nowMs: outsideClock.nowMs(), named });
  if (swept.length > 0) log.info({ swept }, 'what a cut had left was removed');
  const fileChecks = checksInStore(store.fileChecks, { clock, log });
  const soundCloud = {
    clock: outsideClock,
    log,
    rest: createRest(outsideClock, log),
    standin: options.soundCloudStandin ?? null,
  };
  const library = await loadAudioLibrary({
    dataFolder: options.dataFolder,
    recordingsFolder: options.recordingsFolder,
    fileChecks,
    log,
  });
  const shipped = library.shippedRecordings.map(({ isSample, ...recording }) => ({
    ...recording,
    status: isSample && !options.playsSamples ? ('proposed' as const) : recording.status,
  }));
  takeOverShipped({ store }, guildId, shipped, clock.nowMs());

  const gateway = createGateway({
    token,
    guildIds: [guildId],
    clock,
    log,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(options.platformTime ? { platformTime: options.platformTime } : {}),
  });
  const startSound = options.startSound ?? soundThread;
  const voice = createVoice({
    startThread: startSound({
      dataFolder: options.dataFolder,
      recordingsFolder: folder,
      timings: options.voiceTimings ?? {},
      streaming:
        options.soundCloudStreaming === true ? { programs, standin: soundCloud.standin } : null,
    }),
    access: gateway.voiceAccess,
    fileChecks,
    mayPlay: (id, recordingId) =>
      mayPlay(store.allowlist.of(id), recordingId, clock.nowMs()).allowed,
    health,
    meter,
    log,
  });
  const pages = createPages({
    account: options.soundCloudAccount ?? null,
    approvedUserIds: () => approvedUserIds(store, guilds.keys()),
    ...soundCloud,
  });
  const bellkeeper = new Bellkeeper({
    clock,
    store,
    messenger: gateway.messenger,
    roles: gateway.roles,
    calendarEvents: gateway.calendarEvents,
    roomStatus: gateway.roomStatus,
    pictures: createPictures(),
    publicUrl: options.publicUrl ?? null,
    health,
    meter,
    directory: gateway.directory,
    voice,
    library,
    log,
    guilds,
    commands,
    looseButtons,
    guidelines,
    sentenceText: (language, sentenceId) => library.sentenceText(language, sentenceId),
    newIncidentId: () => randomBytes(4).toString('hex'),
    newDraftId: () => randomBytes(9).toString('base64url'),
    isValidCron,
    hearRecording: (recording) => hearBefore(library, recording),
    readTextFile: createReadTextFile(
      createDownload({ folder, clock: outsideClock, apiUrl: apiUrl ?? null }),
      log,
    ),
    takeFile: createDownload({ folder, clock: outsideClock, apiUrl: apiUrl ?? null }),
    speech: createSpeech({ ...programs, folder, clock: outsideClock }),
    preparer: createPreparer({
      ...programs,
      folder,
      fileChecks,
      shippedFolder: join(options.dataFolder, 'recordings'),
      clock: outsideClock,
    }),
    pages,
    playsPages: options.soundCloudStreaming === true,
    keepsBackups: options.looksOver === true,
    ...(options.looksOver === true && {
      preflight: preflightOutside({
        token,
        apiUrl: apiUrl ?? null,
        folder,
        permissions: gateway.permissions,
        clock: outsideClock,
        log,
      }),
    }),
  });
  gateway.onInvocation((invocation, responder) => bellkeeper.handle(invocation, responder));

  await Promise.all([gateway.start(), voice.warmUp()]);
  const starter = await importStarter(store, guildId, options.timetablePath, {
    nowMs: clock.nowMs(),
    isValidCron,
    knownRecordings: new Set(store.allowlist.list(guildId).map(({ id }) => id)),
  });
  bellkeeper.start();
  gateway.onEvent((event) => bellkeeper.onGateway(event));
  // It may have gone away meanwhile, when nobody listened.
  if (!gateway.isReady) bellkeeper.onGateway({ type: 'viewLost', guildId });
  if (!starter.ok) bellkeeper.reportBadTimetable(guildId, starter.mistakes.map(describeMistake));
  for (const fault of library.faults) bellkeeper.reportFile(guildId, fault.subject);
  const rounds = library.checkPrepared(store.allowlist.namedSha256s(), (sha256, why) => {
    const ports = { store, clock, log, directory: gateway.directory, guilds };
    attempt(log, () => loseFile(ports, sha256, why));
  });
  await register(gateway, guildId, log);
  health.clear('STARTING');

  return {
    bellkeeper,
    gateway,
    voice,
    store,
    guildId,
    clock,
    health,
    meter,
    async stop() {
      rounds.stop();
      await pages.close();
      await bellkeeper.stop();
      await becomeQuiet(voice, clock);
      await voice.close();
      await gateway.stop();
      await rounds.done;
      store.close();
      outsideClock.close();
    },
  };
}

/** Resolves when what fades out has ended and its room has been left. */
function becomeQuiet(voice: SpeakingVoice, clock: Clock): Promise<void> {
  if (!voice.isSounding) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = clock.at(clock.nowMs() + LONGEST_FADE_MS, resolve);
  const unsubscribe = voice.onEvent((_guildId, { type }) => {
    if (type === 'left' && !voice.isSounding) resolve();
  });
  return promise.finally(() => {
    cancel();
    unsubscribe();
  });
}

async function register(gateway: Gateway, guildId: GuildId, log: Log): Promise<void> {
  const registration = await gateway.registerCommands(
    guildId,
    manifestsOf(commands, { base: textsFor('en'), textsByLocale }),
  );
  if (registration.kind === 'done') log.info({ registration }, 'commands registered');
  else log.error({ registration }, 'commands could not be registered; the old ones stay');
}
