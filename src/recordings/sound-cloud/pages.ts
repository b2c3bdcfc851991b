/**
 * Proves where a recording belongs: its page is asked for twice, as any site does that shows it
 * and as its player does, and both must name one recording of the one approved account.
 */
import type { Clock, Log, PageLookUp, Pages } from '../../app/ports.ts';
import type { PageFaultCode } from '../../domain/page-fault.ts';
import {
  readAccount,
  readAddress,
  readShortLink,
  samePage,
  type PageAddress,
} from '../../domain/sound-cloud.ts';
import { GuardedAgent, type SoundCloudStandin } from './guarded-agent.ts';
import { lookUpTrack, type LookUpPorts } from './look-up.ts';
import { askEmbed, type EmbedAnswer } from './o-embed.ts';
import { followShortLink } from './short-link.ts';
import { createRest, type Rest } from './rest.ts';
import type { ToldTrack } from './told-track.ts';

export interface PagesPorts {
  /** As it stands in the approved account's address; null when none is approved. */
  readonly account: string | null;
  /** Of the accounts that stand behind what is approved already; with none any will do. */
  readonly approvedUserIds: () => ReadonlySet<string>;
  readonly clock: Clock;
  readonly log: Log;
  /** Shared with all that ask SoundCloud; its own when left out. */
  readonly rest?: Rest;
  /** Null in earnest. */
  readonly standin: SoundCloudStandin | null;
  /** How the process that asks is started, for whoever tries what befalls it. */
  readonly process?: Pick<LookUpPorts, 'program' | 'onStart'>;
}

export interface SoundCloudPages extends Pages {
  /** Until then SoundCloud is left alone; null when it is not. */
  restingUntilMs(): number | null;
  /** Ends what is being asked. */
  close(): Promise<void>;
}

type Fault = { readonly ok: false; readonly why: PageFaultCode; readonly cause: unknown };
type Proof = Extract<PageLookUp, { ok: true }> | Fault;

export function createPages(ports: PagesPorts): SoundCloudPages {
  const { account, clock, log } = ports;
  const rest = ports.rest ?? createRest(clock, log);
  const stopping = new AbortController();
  const asking = { agent: new GuardedAgent(ports.standin), clock, signal: stopping.signal };
  let last: Promise<unknown> = Promise.resolve();

  async function prove(text: string): Promise<Proof> {
    const found = await pageAddress(text);
    if (!found.ok) return found;
    if (account === null) return fault('NO_ACCOUNT');
    if (found.user !== account) return fault('WRONG_ACCOUNT');
    if (isResting()) return fault('RESTING');
    const embed = await askEmbed(found, asking);
    if (!embed.ok) return embed;
    const told = await lookUpTrack(found.address, { ...ports, ...ports.process, ...asking });
    if (!told.ok) return told;
    return compare(found, embed, told.track);
  }

  async function pageAddress(text: string): Promise<({ ok: true } & PageAddress) | Fault> {
    const read = readAddress(text);
    if (read.ok) return read;
    const link = readShortLink(text);
    if (link === null) return fault(read.why);
    if (account === null) return fault('NO_ACCOUNT');
    return isResting() ? fault('RESTING') : followShortLink(link, asking);
  }

  function compare(
    page: PageAddress,
    embed: Extract<EmbedAnswer, { ok: true }>,
    track: ToldTrack,
  ): Proof {
    const user = readAccount(track.userAddress);
    if (embed.trackId !== track.trackId || embed.user !== user) return fault('DISAGREES');
    const userIds = ports.approvedUserIds();
    const isKnown = userIds.size === 0 || userIds.has(track.userId);
    if (user !== account || !isKnown) return fault('WRONG_ACCOUNT');
    if (!samePage(track.address, page.address)) return fault('DISAGREES');
    if (track.isPreview) return fault('PREVIEW_ONLY');
    if (track.isProtected) return fault('DRM');
    const { trackId, userId, durationMs, title } = track;
    return {
      ok: true,
      page: { address: page.address, trackId, userId, durationMs },
      title,
      author: embed.author,
    };
  }

  const isResting = (): boolean => rest.untilMs() !== null;

  async function answer(text: string): Promise<PageLookUp> {
    if (stopping.signal.aborted) return { ok: false, why: 'CRASHED' };
    const proof = await prove(text);
    if (!stopping.signal.aborted) rest.count(proof.ok ? null : proof.why);
    if (proof.ok) return proof;
    log.info({ why: proof.why, err: proof.cause }, 'a page on SoundCloud proves nothing');
    return { ok: false, why: proof.why };
  }

  return {
    lookUp(text) {
      const answered = last.then(() => answer(text));
      // Whoever asked is told of a bug; the next in turn need not know.
      last = answered.catch(() => null);
      return answered;
    },
    restingUntilMs: () => rest.untilMs(),
    async close() {
      stopping.abort();
      await last;
    },
  };
}

function fault(why: PageFaultCode): Fault {
  return { ok: false, why, cause: null };
}
