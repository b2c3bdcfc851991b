/** Makes of a recording, or of words, what can be spoken in a session; whatever fails leaves nothing. */
import type { DownloadFaultCode } from '../domain/download-fault.ts';
import type { OwnSentenceRefusal } from '../domain/own-sentence.ts';
import type { PrepareFaultCode } from '../domain/prepare-fault.ts';
import type { AttachedFile } from './command.ts';
import type { IngestWatch, Preparation, Preparer, TakeFile } from './ingest-port.ts';
import type { Log, OwnSentence, Store } from './ports.ts';
import type { Spans, Speech } from './speech-port.ts';
import type { Turns } from './turns.ts';

export type MadeSpeech = Pick<OwnSentence, 'sha256' | 'lengthMs' | 'spans' | 'origin'>;

export type VoiceProgress =
  /** Others have their turn first. */
  | { readonly phase: 'waiting'; readonly ahead: number }
  | { readonly phase: 'taking' }
  | { readonly phase: 'speaking' }
  | { readonly phase: 'preparing' };

export type VoiceTrouble =
  | { readonly at: 'voice'; readonly why: OwnSentenceRefusal }
  | { readonly at: 'download'; readonly why: DownloadFaultCode }
  | { readonly at: 'prepare'; readonly why: PrepareFaultCode };

export type Making =
  | { readonly ok: true; readonly speech: MadeSpeech }
  | { readonly ok: false; readonly trouble: VoiceTrouble };

export interface SpeechWish {
  /** Null to have the sentences spoken by the best voice there is. */
  readonly recording: AttachedFile | null;
  /** What is said, sentence by sentence; never empty. */
  readonly sentences: readonly string[];
  readonly longestMs: number;
}

export interface SpeechMakerPorts {
  readonly store: { readonly allowlist: Pick<Store['allowlist'], 'namedSha256s'> };
  readonly take: TakeFile;
  readonly preparer: Preparer;
  readonly speech: Speech;
  /** Of all that prepares sound in this process. */
  readonly turns: Turns;
  readonly log: Log;
}

type Show = (progress: VoiceProgress) => void;
type Prepared = Extract<Preparation, { ok: true }>;

export class SpeechMaker {
  readonly #ports: SpeechMakerPorts;
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(ports: SpeechMakerPorts) {
    this.#ports = ports;
  }

  /** Whether there is a voice for words in this language. */
  speaks(language: string): boolean {
    return this.#ports.speech.speaks(language);
  }

  /** Rejects only for a bug. */
  async make(wish: SpeechWish, show: Show): Promise<Making> {
    const work = this.#ports.turns.take(
      () => this.#makeNow(wish, show),
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

  #makeNow(wish: SpeechWish, show: Show): Promise<Making> {
    if (!this.#ports.preparer.isReady()) return failed('prepare', 'FFMPEG_MISSING');
    if (this.#stopping.signal.aborted) return failed('prepare', 'STOPPED');
    return wish.recording === null
      ? this.#ofWords(wish, show)
      : this.#ofRecording(wish.recording, wish, show);
  }

  async #ofRecording(file: AttachedFile, wish: SpeechWish, show: Show): Promise<Making> {
    const { take, speech } = this.#ports;
    show({ phase: 'taking' });
    const taking = await take(file, this.#watch());
    if (!taking.ok) {
      const { at, code, cause } = taking.fault;
      this.#ports.log.warn({ code, err: cause }, 'a spoken sentence could not be taken in');
      return { ok: false, trouble: { at, why: code } as VoiceTrouble };
    }
    try {
      return await this.#prepare(taking.file.path, wish, show, async ({ sha256, lengthMs }) => ({
        spans: (await speech.spansOf(sha256, wish.sentences.length)) ?? [
          { fromMs: 0, toMs: lengthMs },
        ],
        origin: 'recorded',
      }));
    } finally {
      await taking.file.drop();
    }
  }

  async #ofWords(wish: SpeechWish, show: Show): Promise<Making> {
    show({ phase: 'speaking' });
    const rendered = await this.#ports.speech.render(wish.sentences, this.#stopping.signal);
    if (!rendered.ok) {
      const { code, cause } = rendered;
      this.#ports.log.warn({ code, err: cause }, 'words could not be spoken');
      const isKnown = code === 'FFMPEG_MISSING' || code === 'STOPPED' || code === 'TIMEOUT';
      return isKnown ? failed('prepare', code) : failed('voice', 'NOT_RENDERED');
    }
    try {
      const { spans, engine: origin } = rendered;
      return await this.#prepare(rendered.path, wish, show, () =>
        Promise.resolve({ spans, origin }),
      );
    } finally {
      await rendered.drop();
    }
  }

  async #prepare(
    path: string,
    { longestMs }: SpeechWish,
    show: Show,
    describe: (prepared: Prepared) => Promise<{ spans: Spans; origin: MadeSpeech['origin'] }>,
  ): Promise<Making> {
    show({ phase: 'preparing' });
    const prepared = await this.#ports.preparer.prepare(path, this.#watch());
    if (!prepared.ok) {
      const { code, cause } = prepared.fault;
      this.#ports.log.warn({ code, err: cause }, 'a spoken sentence could not be prepared');
      return failed('prepare', code);
    }
    if (prepared.lengthMs > longestMs) {
      await this.#drop(prepared);
      return failed('voice', 'TOO_LONG');
    }
    const { sha256, lengthMs } = prepared;
    return { ok: true, speech: { sha256, lengthMs, ...(await describe(prepared)) } };
  }

  /** What was there before is somebody's. */
  async #drop({ sha256, wasThere }: Prepared): Promise<void> {
    const isNamed = this.#ports.store.allowlist.namedSha256s().has(sha256);
    if (!wasThere && !isNamed) await this.#ports.preparer.drop(sha256);
  }

  #watch(): IngestWatch {
    return { signal: this.#stopping.signal, onProgress: () => undefined };
  }
}

function failed<At extends VoiceTrouble['at']>(
  at: At,
  why: Extract<VoiceTrouble, { at: At }>['why'],
): Promise<Making> {
  return Promise.resolve({ ok: false, trouble: { at, why } as VoiceTrouble });
}
