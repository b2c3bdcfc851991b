/**
 * The environment as plain data. This is the only file that reads it. Every mistake is
 * told at once, each with its remedy; a secret is never repeated.
 */
import { existsSync } from 'node:fs';
import { asId, type GuildId } from './domain/identity.ts';
import { readAccount } from './domain/sound-cloud.ts';

/** Roles and channels are as a person wrote them: id or name. */
interface GuildNames {
  /** Of what the bot posts and says; `en` when it was not asked for another. */
  readonly language: Language;
  readonly teacherRole: string;
  readonly volunteerRole: string;
  readonly coordinatorRole: string;
  readonly coordinatorChannel: string;
  readonly teacherChannel: string;
  readonly directMessagesADay: number;
  /** How many people stand behind a recording that is heard. */
  readonly recordingApprovals: 1 | 2;
}

/** Programs that other work is left to. */
export interface ProgramPaths {
  /** Where ffmpeg is; null where it is to be looked for. */
  readonly ffmpegPath: string | null;
  /** The folders to look in, as PATH has them. */
  readonly searchPath: string;
}

export interface CommonConfig {
  /** Where the database and the prepared recordings are kept. */
  readonly dataFolder: string;
  readonly timetablePath: string;
  readonly guild: GuildNames;
  /** Null when none was asked for. */
  readonly logLevel: string | null;
  /** The name in the address of the approved account on SoundCloud; null when there is none. */
  readonly soundCloudAccount: string | null;
  /** Whether recordings without a file may be heard from their page. */
  readonly soundCloudStreaming: boolean;
  /** Of the practice room's page, or of the public page; 0 takes any free one. */
  readonly port: number;
  readonly web: WebConfig;
  /** Where Prometheus reads; null when nobody does. */
  readonly metrics: MetricsConfig | null;
  readonly programs: ProgramPaths;
}

/** Figures for Prometheus, apart from the public page. */
export interface MetricsConfig {
  /** 0 takes any free one. */
  readonly port: number;
  /** The address that it listens on; `127.0.0.1` lets only this machine in. */
  readonly host: string;
}

/** The public page and the calendar feed. */
export interface WebConfig {
  /** The address that it listens on; `127.0.0.1` lets only this machine in. */
  readonly host: string;
  /** Where people reach it, without a slash at its end; null when it is not public. */
  readonly publicUrl: string | null;
  /** An invitation to the Discord server; null when none is shown. */
  readonly joinUrl: string | null;
  readonly communityName: string;
}

export interface PracticeConfig extends CommonConfig {
  readonly mode: 'practice';
}

export interface BotConfig extends CommonConfig {
  readonly mode: 'bot';
  readonly token: string;
  readonly guildId: GuildId;
  /** Ends in `/api`; null for Discord's own. */
  readonly apiUrl: string | null;
  /** A certificate to trust besides the usual ones; null when there is none. */
  readonly caFile: string | null;
}

export interface ConfigMistake {
  readonly name: string;
  /** What stands there; null when it is missing, or secret. */
  readonly found: string | null;
  readonly remedy: string;
}

export type ConfigReading =
  | { readonly ok: true; readonly config: PracticeConfig | BotConfig }
  | { readonly ok: false; readonly mistakes: readonly ConfigMistake[] };

type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const DEFAULT_PORT = 8080;
const DEFAULT_DIRECT_MESSAGES = 100;

const LANGUAGES = ['en', 'es', 'de', 'fr'] as const;
/** The languages that there are, as BCP 47 begins with them. */
export type Language = (typeof LANGUAGES)[number];

/** The environment with what `.env` adds to it; what is set already wins. */
export function readEnvironment(): Environment {
  // date-fns-tz shows a wrong hour around clock changes when the process runs in another zone.
  process.env['TZ'] = 'UTC';
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** Never a mistake: what is not there is looked for elsewhere. */
export function readPrograms(environment: Environment): ProgramPaths {
  const ffmpegPath = environment['FFMPEG_PATH']?.trim() ?? '';
  return {
    ffmpegPath: ffmpegPath === '' ? null : ffmpegPath,
    searchPath: environment['PATH'] ?? '',
  };
}

export function readConfig(environment: Environment): ConfigReading {
  const mistakes: ConfigMistake[] = [];
  const reader = createReader(environment, mistakes);
  const common: CommonConfig = {
    dataFolder: reader.text('BELLKEEPER_DATA') ?? 'data/var',
    timetablePath: reader.text('BELLKEEPER_TIMETABLE') ?? 'data/timetable.json',
    guild: {
      language: reader.language(),
      teacherRole: reader.text('TEACHER_ROLE') ?? 'Teacher',
      volunteerRole: reader.text('VOLUNTEER_ROLE') ?? 'Volunteer',
      coordinatorRole: reader.text('COORDINATOR_ROLE') ?? 'Coordinator',
      coordinatorChannel: reader.text('COORDINATOR_CHANNEL') ?? 'coordinators',
      teacherChannel: reader.text('TEACHER_CHANNEL') ?? 'teachers',
      directMessagesADay: reader.directMessagesADay(),
      recordingApprovals: reader.recordingApprovals(),
    },
    logLevel: reader.logLevel(),
    soundCloudAccount: reader.soundCloudAccount(),
    soundCloudStreaming: reader.soundCloudStreaming(),
    port: reader.port('PORT') ?? DEFAULT_PORT,
    web: {
      host: reader.text('WEB_HOST') ?? '127.0.0.1',
      publicUrl: reader.webUrl('PUBLIC_URL', 'https://practice.example.org'),
      joinUrl: reader.webUrl('JOIN_URL', 'https://discord.gg/example'),
      communityName: reader.text('COMMUNITY_NAME') ?? 'Our community',
    },
    metrics: reader.metrics(),
    programs: readPrograms(environment),
  };
  const token = reader.text('DISCORD_TOKEN');
  const config =
    token === null
      ? ({ ...common, mode: 'practice' } as const)
      : ({
          ...common,
          mode: 'bot',
          token: reader.token(token),
          guildId: reader.guildId(),
          apiUrl: reader.apiUrl(),
          caFile: reader.caFile(),
        } as const);
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, config };
}

function createReader(environment: Environment, mistakes: ConfigMistake[]) {
  /** Null when it is absent or empty. */
  function text(name: string): string | null {
    const value = environment[name]?.trim() ?? '';
    return value === '' ? null : value;
  }

  function mistake(name: string, found: string | null, remedy: string): void {
    mistakes.push({ name, found, remedy });
  }

  function port(name: string): number | null {
    const value = text(name);
    if (value === null) return null;
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (!(number <= 65_535)) {
      mistake(name, value, 'Write a whole number from 0 to 65535; 0 takes any free port.');
    }
    return number;
  }

  return {
    text,
    token(token: string): string {
      if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
        const remedy =
          'Write the whole token from the Bot page of the Discord Developer Portal: three parts with dots between them, no quotes and no "Bot" before it.';
        mistake('DISCORD_TOKEN', 'not a token', remedy);
      }
      return token;
    },
    guildId(): GuildId {
      const value = text('DISCORD_GUILD_ID');
      if (value === null || !/^\d{15,20}$/.test(value)) {
        const remedy =
          'Write the id of your server, a number of 17 to 20 digits: in Discord, switch on Developer Mode (User Settings, Advanced), then right-click the server and choose Copy Server ID.';
        mistake('DISCORD_GUILD_ID', value, remedy);
      }
      return asId<GuildId>(value ?? '');
    },
    apiUrl(): string | null {
      const value = text('DISCORD_API_URL');
      if (value === null) return null;
      const url = URL.canParse(value) ? new URL(value) : null;
      const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
      if (!isHttp || !/\/api\/?$/.test(url.pathname)) {
        const remedy =
          'Leave it out for Discord itself. For another server write its address with /api at the end, for example http://127.0.0.1:9000/api.';
        mistake('DISCORD_API_URL', value, remedy);
      }
      return value.replace(/\/$/, '');
    },
    webUrl(name: string, example: string): string | null {
      const value = text(name);
      if (value === null) return null;
      const url = URL.canParse(value) ? new URL(value) : null;
      if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
        mistake(name, value, `Write a whole address, for example ${example}, or leave it out.`);
      }
      return value.replace(/\/$/, '');
    },
    caFile(): string | null {
      const value = text('DISCORD_CA_FILE');
      if (value !== null && !existsSync(value)) {
        const remedy =
          'There is no file of that name. Write the path of a certificate in PEM form, or leave it out.';
        mistake('DISCORD_CA_FILE', value, remedy);
      }
      return value;
    },
    /** Not called LANGUAGE: many systems set that for their own words. */
    language(): Language {
      const value = text('BELLKEEPER_LANGUAGE');
      const [primary] = (value ?? 'en').toLowerCase().split(/[-_]/);
      const language = LANGUAGES.find((known) => known === primary);
      if (language === undefined) {
        const remedy =
          'Write en for English, es for Spanish, de for German or fr for French, or leave it out for English.';
        mistake('BELLKEEPER_LANGUAGE', value, remedy);
      }
      return language ?? 'en';
    },
    directMessagesADay(): number {
      const value = text('DIRECT_MESSAGES_A_DAY');
      if (value === null) return DEFAULT_DIRECT_MESSAGES;
      if (!/^\d{1,4}$/.test(value)) {
        const remedy =
          'Write a whole number; 0 means none. Discord shuts out bots that send very many, so a hundred or so is wise.';
        mistake('DIRECT_MESSAGES_A_DAY', value, remedy);
      }
      return Number(value);
    },
    recordingApprovals(): 1 | 2 {
      const value = text('RECORDING_APPROVALS');
      if (value === null || value === '2') return 2;
      if (value !== '1') {
        const remedy =
          'Write 2, so that nobody approves a recording that they put forward themselves, or 1 where there is only one coordinator.';
        mistake('RECORDING_APPROVALS', value, remedy);
      }
      return 1;
    },
    soundCloudAccount(): string | null {
      const value = text('SOUNDCLOUD_ACCOUNT');
      const account = value === null ? null : readAccount(value);
      if (value !== null && account === null) {
        const remedy =
          'Write the address of the account, for example https://soundcloud.com/your-community, with nothing after the name; or leave it out.';
        mistake('SOUNDCLOUD_ACCOUNT', value, remedy);
      }
      return account;
    },
    soundCloudStreaming(): boolean {
      const value = text('SOUNDCLOUD_STREAMING');
      if (value !== null && value !== 'on' && value !== 'off') {
        const remedy =
          'Write on, once you have read in the README what SoundCloud says about it, or leave it out.';
        mistake('SOUNDCLOUD_STREAMING', value, remedy);
      }
      return value === 'on';
    },
    logLevel(): string | null {
      const value = text('LOG_LEVEL');
      if (value !== null && !LOG_LEVELS.includes(value)) {
        mistake('LOG_LEVEL', value, `Write one of ${LOG_LEVELS.join(', ')}, or leave it out.`);
      }
      return value;
    },
    port,
    metrics(): MetricsConfig | null {
      const host = text('METRICS_HOST') ?? '127.0.0.1';
      const number = port('METRICS_PORT');
      return number === null ? null : { port: number, host };
    },
  };
}
