/**
 * From a file that somebody hands over to a recording that is put forward, by slash command and by
 * command line alike. However it ends, nothing is left but what is on the list.
 */
import { asId, type GuildId, type RecordingId, type UserId } from '../domain/identity.ts';
import {
  areOfOneLength,
  isPlainFileName,
  mistakeIn,
  type DetailMistake,
  type IngestEnd,
  type IngestProgress,
  type RecordingDetails,
} from '../domain/ingest.ts';
import type { KeptRecording } from '../domain/recording.ts';
import type { SoundCloudPage } from '../domain/sound-cloud.ts';
import type { AttachedFile } from './command.ts';
import type { Preparer, PreparedRecording, TakeFile, TakenFile } from './ingest-port.ts';
import { pageSha256 } from './page-hash.ts';
import type { Clock, Log, Pages, Store } from './ports.ts';
import type { Turns } from './turns.ts';

const LONGEST_ID = 32;

export interface IngestPorts {
  readonly store: Pick<Store, 'allowlist' | 'audit' | 'transaction'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly take: TakeFile;
  readonly preparer: Preparer;
  /** Null where no pages can be asked about. */
  readonly pages: Pages | null;
  /** Whether what has no file may be heard from its page; not when left out. */
  readonly playsPages?: boolean;
  /** Of all that prepares sound in this process. */
  readonly turns: Turns;
  readonly log: Log;
}

/** A file that is handed over, with what is written about it. */
export interface HandedOver {
  readonly guildId: GuildId;
  /** Null for whoever sits at the machine. */
  readonly by: UserId | null;
  /** Null for what is to be heard from its page. */
  readonly file: AttachedFile | null;
  readonly details: RecordingDetails;
  /** Of the SoundCloud page that it belongs to, as a person wrote it; null when there is none. */
  readonly pageAddress: string | null;
}

export interface IngestApp extends Pick<IngestDesk, 'refusalOf' | 'add'> {
  /** How it ended, in their channel: whoever asked could not be answered any more. */
  tellCoordinators(guildId: GuildId, title: string, end: IngestEnd): void;
}

type Show = (progress: IngestProgress) => void;
/** What it has come to so far, or how it ended. */
type Step<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly end: IngestEnd };

export class IngestDesk {
  readonly #ports: IngestPorts;
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(ports: IngestPorts) {
    this.#ports = ports;
  }

  /** What can be said before anything is begun; null when nothing stands in the way. */
  refusalOf({ details, file, pageAddress }: HandedOver): IngestEnd | null {
    const { clock, preparer, playsPages = false } = this.#ports;
    const mistake: DetailMistake | null = mistakeIn(details, clock.nowMs());
    if (mistake !== null) return { end: 'details', why: mistake };
    if (file === null) {
      if (!playsPages) return { end: 'noFile', why: 'OFF' };
      return pageAddress === null ? { end: 'noFile', why: 'NO_PAGE' } : null;
    }
    if (!isPlainFileName(file.name)) return { end: 'prepare', why: 'NAME' };
    return preparer.isReady() ? null : { end: 'prepare', why: 'FFMPEG_MISSING' };
  }

  /** Takes minutes. Resolves with how it ended; rejects only for a bug. */
  async add(handed: HandedOver, show: Show): Promise<IngestEnd> {
    const refusal = this.refusalOf(handed);
    if (refusal !== null) return refusal;
    const work = this.#ports.turns.take(
      () => this.#takeIn(handed, show),
      (ahead) => show({ phase: 'waiting', ahead }),
    );
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  /** Ends what is under way; resolves when all of it has been taken away. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#underWay);
  }

  async #takeIn(handed: HandedOver, show: Show): Promise<IngestEnd> {
    const { signal } = this.#stopping;
    if (signal.aborted) return { end: 'prepare', why: 'STOPPED' };
    const { file } = handed;
    if (file === null) return this.#takePage(handed, show);
    const taking = await this.#ports.take(file, {
      signal,
      onProgress: (fraction) => show({ phase: 'taking', fraction }),
    });
    if (!taking.ok) {
      const { at, code, cause } = taking.fault;
      this.#ports.log.warn({ code, err: cause }, 'a file could not be taken in');
      return { end: at, why: code } as IngestEnd;
    }
    try {
      return await this.#makeOf(taking.file, { ...handed, file }, show);
    } finally {
      await taking.file.drop();
    }
  }

  /** Nothing is fetched or kept but where it is. */
  async #takePage(handed: HandedOver, show: Show): Promise<IngestEnd> {
    const found = await this.#lookUp(handed, show);
    if (!found.ok) return found.end;
    const page = found.value;
    if (page === null) return { end: 'noFile', why: 'NO_PAGE' };
    const { durationMs: lengthMs, address: source } = page;
    const made = { sha256: pageSha256(page), sourceSha256: '', lengthMs, file: '', source };
    return this.#list(
      { ...made, stream: page, page },
      handed,
      (same) => alreadyThere(same, false),
      (recordingId) => ({ end: 'addedPage', recordingId, lengthMs }),
    );
  }

  async #makeOf(taken: TakenFile, handed: WithFile, show: Show): Promise<IngestEnd> {
    const { store, preparer } = this.#ports;
    const kept = store.allowlist.listKept(handed.guildId);
    const same = kept.find(({ sourceSha256 }) => sourceSha256 === taken.sha256);
    // Where its prepared file was lost it is prepared again, and that is the remedy.
    if (same && (await preparer.stateOf(same)) === 'inOrder') return alreadyThere(same, false);
    const page = await this.#lookUp(handed, show);
    if (!page.ok) return page.end;
    const preparation = await preparer.prepare(taken.path, {
      signal: this.#stopping.signal,
      onProgress: (fraction) => show({ phase: 'preparing', fraction }),
    });
    if (!preparation.ok) {
      const { code, cause } = preparation.fault;
      this.#ports.log.warn({ code, err: cause }, 'a file could not be prepared');
      return { end: 'prepare', why: code };
    }
    return this.#keep(preparation, handed, page.value);
  }

  async #lookUp({ pageAddress }: HandedOver, show: Show): Promise<Step<SoundCloudPage | null>> {
    if (pageAddress === null) return { ok: true, value: null };
    const { pages } = this.#ports;
    if (pages === null) return { ok: false, end: { end: 'page', why: 'NO_ACCOUNT' } };
    show({ phase: 'lookingUp' });
    const found = await pages.lookUp(pageAddress);
    if (!found.ok) return { ok: false, end: { end: 'page', why: found.why } };
    return { ok: true, value: found.page };
  }

  /** What is not kept in the end leaves no prepared file behind. */
  async #keep(
    prepared: PreparedRecording,
    handed: WithFile,
    page: SoundCloudPage | null,
  ): Promise<IngestEnd> {
    const { store, preparer } = this.#ports;
    try {
      if (page !== null && !areOfOneLength(page.durationMs, prepared.lengthMs)) {
        return { end: 'lengths', pageMs: page.durationMs, fileMs: prepared.lengthMs };
      }
      return this.#save(prepared, handed, page);
    } finally {
      const isNamed = store.allowlist.namedSha256s().has(prepared.sha256);
      if (!prepared.wasThere && !isNamed) await preparer.drop(prepared.sha256);
    }
  }

  #save(
    { sha256, sourceSha256, lengthMs, loudnessLufs, gainDb, wasThere }: PreparedRecording,
    handed: WithFile,
    page: SoundCloudPage | null,
  ): IngestEnd {
    const made = { sha256, sourceSha256, lengthMs, file: `${sha256}.opus` };
    return this.#list(
      { ...made, source: handed.file.name, stream: null, page },
      handed,
      (same) => alreadyThere(same, !wasThere),
      (recordingId) => ({ end: 'added', recordingId, lengthMs, loudnessLufs, gainDb }),
    );
  }

  /** One transaction, so that the same that is added twice at once is there once. */
  #list(
    made: Made,
    { guildId, by, details }: HandedOver,
    endOfSame: (same: KeptRecording) => IngestEnd,
    endOf: (recordingId: RecordingId) => IngestEnd,
  ): IngestEnd {
    const { store, clock } = this.#ports;
    return store.transaction(() => {
      const listed = store.allowlist.listKept(guildId);
      const same = listed.find((one) => one.sha256 === made.sha256);
      if (same) return endOfSame(same);
      const recording: KeptRecording = {
        ...details,
        ...made,
        id: newRecordingId(details.title, new Set(listed.map(({ id }) => id))),
        status: 'proposed',
        lastPlayedAtMs: null,
        proposedBy: by,
        approvedBy: null,
        approvedAtMs: null,
        revokedAtMs: null,
        link: details.link === '' ? (made.page?.address ?? '') : details.link,
        decidedAtMs: null,
      };
      const atMs = clock.nowMs();
      store.allowlist.saveKept(guildId, recording, atMs);
      store.audit.add({
        guildId,
        atMs,
        actorId: by,
        action: 'recording.added',
        subject: `recording:${recording.id}`,
        before: null,
        after: recording,
      });
      return endOf(recording.id);
    });
  }
}

/** What is heard, and where it came from. */
type Made = Pick<
  KeptRecording,
  'sha256' | 'sourceSha256' | 'lengthMs' | 'file' | 'source' | 'stream' | 'page'
>;
type WithFile = HandedOver & { readonly file: AttachedFile };

function alreadyThere({ id, title, status }: KeptRecording, isRestored: boolean): IngestEnd {
  return { end: 'alreadyThere', recordingId: id, keptTitle: title, status, isRestored };
}

/** `body-scan`, or `body-scan-2` where there is one already. */
export function newRecordingId(title: string, taken: ReadonlySet<string>): RecordingId {
  const letters = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  const slug = letters.slice(0, LONGEST_ID - 4).replaceAll(/^-+|-+$/g, '') || 'recording';
  let id = slug;
  for (let count = 2; taken.has(id); count += 1) id = `${slug}-${count}`;
  return asId<RecordingId>(id);
}
