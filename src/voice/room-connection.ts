/** Being in a channel: joining, waiting for the keys, and coming back after every kind of trouble. */
import type { VoiceConnection } from '@discordjs/voice';
import type { Cancel, Log, VoiceEvent, VoiceFaultCode } from '../app/ports.ts';
import type { ChannelId, GuildId } from '../domain/identity.ts';
import { unreachable } from '../domain/unreachable.ts';
import { askToSpeak, isInView, prepareToSpeak } from './asked-access.ts';
import type { MonotonicClock } from './monotonic-clock.ts';
import type { RemoteAccess } from './voice-access.ts';
import { VoiceLink, type LinkNews } from './voice-link.ts';
import type { VoiceTimings } from './voice-timings.ts';

/** `lost` mends itself; `failed` waits for a person, and is tried again slowly. */
export type Trouble = VoiceEvent & { readonly type: 'lost' | 'failed' };

export interface ConnectionNeeds {
  readonly guildId: GuildId;
  readonly group: string;
  readonly access: RemoteAccess;
  readonly clock: MonotonicClock;
  readonly log: Log;
  readonly timings: VoiceTimings;
  /** Sound can be sent and is heard. */
  readonly onReady: (connection: VoiceConnection) => void;
  /** Sound can't be heard, or still not. */
  readonly onTrouble: (trouble: Trouble) => void;
}

type State =
  | { readonly kind: 'away' }
  /** Joins when the time has come, or when it is known that it may. */
  | { readonly kind: 'waiting'; readonly channelId: ChannelId; readonly cancel: Cancel }
  | {
      readonly kind: 'joining' | 'encrypting' | 'recovering';
      readonly link: VoiceLink;
      readonly cancel: Cancel;
    }
  /** There, but nobody may hear it: in a stage, or without the permission. */
  | { readonly kind: 'suppressed'; readonly link: VoiceLink; readonly cancel: Cancel }
  | { readonly kind: 'ready'; readonly link: VoiceLink; readonly sinceMs: number }
  /**
   * Closed by the server. `dropped`: Discord does that to move the room to another server too, so
   * the link is kept. `dismissed`: someone put the bot out, or the call has ended.
   */
  | { readonly kind: 'dropped' | 'dismissed'; readonly link: VoiceLink; readonly cancel: Cancel };

export class RoomConnection {
  private readonly needs: ConnectionNeeds;
  private state: State = { kind: 'away' };
  private joinsTried = 0;
  private lastJoinAtMs = -Infinity;

  constructor(needs: ConnectionNeeds) {
    this.needs = needs;
  }

  get channelId(): ChannelId | null {
    if (this.state.kind === 'away') return null;
    return this.state.kind === 'waiting' ? this.state.channelId : this.state.link.channelId;
  }

  /** Wants to be in the channel until `leave`. */
  join(channelId: ChannelId): void {
    if (this.channelId === channelId) return;
    this.leave();
    this.joinsTried = 0;
    this.joinAfter(channelId, 0);
  }

  leave(): void {
    if ('cancel' in this.state) this.state.cancel();
    const link = 'link' in this.state ? this.state.link : null;
    this.state = { kind: 'away' };
    link?.close();
  }

  // ---- joining --------------------------------------------------------------

  private joinAfter(channelId: ChannelId, waitMs: number): void {
    const { clock, timings } = this.needs;
    const atMs = Math.max(clock.nowMs() + waitMs, this.lastJoinAtMs + timings.betweenJoinsMs);
    const cancel = clock.at(atMs, () => void this.tryToJoin(channelId));
    this.state = { kind: 'waiting', channelId, cancel };
  }

  private async tryToJoin(channelId: ChannelId): Promise<void> {
    const asking: State = { kind: 'waiting', channelId, cancel: () => undefined };
    this.state = asking;
    const preparation = await prepareToSpeak(this.needs, channelId);
    if (this.state !== asking) return;
    if (preparation === 'unknown') this.backOff(channelId, 'NETWORK');
    else if (preparation !== 'ok') this.rest(channelId, { type: 'failed', fault: preparation });
    else this.openLink(channelId);
  }

  private openLink(channelId: ChannelId): void {
    const { access, guildId, group, clock, timings, log } = this.needs;
    const adapterCreator = access.adapterCreator(guildId);
    this.lastJoinAtMs = clock.nowMs();
    const link = new VoiceLink({
      guildId,
      channelId,
      group,
      adapterCreator,
      onNews: (from, news) => this.hear(from, news),
      onError: (err) => log.warn({ guildId, channelId, err }, 'voice connection error'),
    });
    this.state = { kind: 'joining', link, cancel: this.timeOutAfter(link, timings.joinMs) };
  }

  private timeOutAfter(link: VoiceLink, ms: number): Cancel {
    return this.needs.clock.at(this.needs.clock.nowMs() + ms, () => {
      this.giveUp(link);
      this.backOff(link.channelId, 'TIMEOUT');
    });
  }

  private backOff(channelId: ChannelId, fault: VoiceFaultCode): void {
    const { backOffMs } = this.needs.timings;
    const waitMs = backOffMs[Math.min(this.joinsTried, backOffMs.length - 1)] ?? 0;
    this.joinsTried += 1;
    this.joinAfter(channelId, waitMs);
    this.needs.onTrouble({ type: 'lost', fault });
  }

  /** Waits long, since a quick return is not wanted or of no use. */
  private rest(channelId: ChannelId, trouble: Trouble): void {
    this.joinAfter(channelId, this.needs.timings.slowRetryMs);
    this.needs.onTrouble(trouble);
  }

  private giveUp(link: VoiceLink): void {
    if ('cancel' in this.state) this.state.cancel();
    const { timings, clock } = this.needs;
    const isSteady =
      this.state.kind === 'ready' && clock.nowMs() - this.state.sinceMs >= timings.steadyMs;
    if (isSteady) this.joinsTried = 0;
    this.state = { kind: 'away' };
    link.close();
  }

  // ---- what happens to a link -----------------------------------------------

  private hear(link: VoiceLink, news: LinkNews): void {
    if (!('link' in this.state) || this.state.link !== link) return;
    switch (news.type) {
      case 'ready':
        return this.encrypt(link);
      case 'interrupted':
        return this.recover(link);
      case 'closed':
        return this.closed(link, news.code);
      case 'gone':
        this.giveUp(link);
        return this.backOff(link.channelId, 'NETWORK');
      case 'removed':
        return this.removed(link, news.to);
      case 'transitioned':
        if (this.state.kind === 'encrypting' && link.encryption === 'active') this.speakUp(link);
        return;
      case 'suppressed':
        return this.suppressed(link);
      case 'unsuppressed':
        if (this.state.kind === 'suppressed') this.ready(link);
        return;
      default:
        return unreachable(news);
    }
  }

  private encrypt(link: VoiceLink): void {
    const { clock, timings, log, guildId } = this.needs;
    if ('cancel' in this.state) this.state.cancel();
    if (link.encryption !== 'pending') return this.speakUp(link);
    const cancel = clock.at(clock.nowMs() + timings.encryptMs, () => {
      log.warn({ guildId, channelId: link.channelId }, 'no end-to-end keys yet, speaking anyway');
      this.speakUp(link);
    });
    this.state = { kind: 'encrypting', link, cancel };
  }

  /** A stage needs one step more before anyone hears the bot. */
  private speakUp(link: VoiceLink): void {
    const { clock, timings } = this.needs;
    if ('cancel' in this.state) this.state.cancel();
    const retry = () => this.speakUp(link);
    const cancel = clock.at(clock.nowMs() + timings.slowRetryMs, retry);
    const suppressed: State = { kind: 'suppressed', link, cancel };
    this.state = suppressed;
    void askToSpeak(this.needs, link.channelId).then((answer) => {
      if (this.state !== suppressed) return null;
      const outcome = link.isMuted ? 'MUTED' : answer;
      if (outcome === 'maySpeak') this.ready(link);
      else this.needs.onTrouble({ type: 'failed', fault: outcome });
      return null;
    });
  }

  /** The permission was taken, or a moderator muted the bot or put it among those who listen. */
  private suppressed(link: VoiceLink): void {
    if (this.state.kind !== 'ready') return;
    const { clock, timings, onTrouble } = this.needs;
    // What the gateway says of the permission may come after what follows from it.
    const cancel = clock.at(clock.nowMs() + timings.reasonMs, () => this.speakUp(link));
    this.state = { kind: 'suppressed', link, cancel };
    onTrouble({ type: 'lost', fault: 'NETWORK' });
  }

  private ready(link: VoiceLink): void {
    if ('cancel' in this.state) this.state.cancel();
    this.state = { kind: 'ready', link, sinceMs: this.needs.clock.nowMs() };
    this.needs.onReady(link.connection);
  }

  private recover(link: VoiceLink): void {
    if (this.state.kind === 'joining' || this.state.kind === 'recovering') return;
    if ('cancel' in this.state) this.state.cancel();
    const cancel = this.timeOutAfter(link, this.needs.timings.joinMs);
    this.state = { kind: 'recovering', link, cancel };
    this.needs.onTrouble({ type: 'lost', fault: 'NETWORK' });
  }

  /** https://docs.discord.com/developers/topics/opcodes-and-status-codes#voice lists the codes. */
  private closed(link: VoiceLink, code: number): void {
    this.needs.log.info({ guildId: this.needs.guildId, code }, 'voice server closed');
    switch (code) {
      // Put out, the channel is gone, the server is another one, or the gateway lost its session.
      case 4014:
        return this.dropped(link);
      // The whole call ended.
      case 4022:
        return this.dismissed(link, { type: 'lost', fault: 'NETWORK' });
      // The server wants end-to-end encryption and did not get it.
      case 4017:
        this.giveUp(link);
        return this.rest(link.channelId, { type: 'failed', fault: 'NO_ENCRYPTION' });
      // Too many joins.
      case 4021:
        this.giveUp(link);
        return this.rest(link.channelId, { type: 'lost', fault: 'NETWORK' });
      default:
        this.giveUp(link);
        return this.backOff(link.channelId, 'NETWORK');
    }
  }

  private removed(link: VoiceLink, to: string | null): void {
    // While joining, news of the channel before may still come in.
    if (this.state.kind === 'joining' || this.state.kind === 'dismissed') return;
    if (to === null) return this.putOut(link);
    // Nothing of a session may be heard in a room that it does not belong to.
    this.giveUp(link);
    this.rest(link.channelId, { type: 'failed', fault: 'KICKED' });
  }

  /** The gateway may say only after it that the channel is gone, or the permission. */
  private putOut(link: VoiceLink): void {
    const kept = this.keep('dismissed', link, this.needs.timings.reasonMs, () => {
      void prepareToSpeak(this.needs, link.channelId).then((preparation) => {
        if (this.state !== kept) return null;
        const isMerelyOut = preparation === 'ok' || preparation === 'unknown';
        const fault = isMerelyOut ? 'KICKED' : preparation;
        this.dismissed(link, { type: 'failed', fault });
        return null;
      });
    });
    this.needs.onTrouble({ type: 'lost', fault: 'NETWORK' });
  }

  private dropped(link: VoiceLink): void {
    // The gateway was first to say that somebody put it out.
    if (this.state.kind === 'dismissed') return;
    const joinAnew = (): void => {
      this.giveUp(link);
      this.backOff(link.channelId, 'NETWORK');
    };
    const kept = this.keep('dropped', link, this.needs.timings.reasonMs, joinAnew);
    this.needs.onTrouble({ type: 'lost', fault: 'NETWORK' });
    // A gateway that has lost its session has nothing more to say of this one.
    void isInView(this.needs).then((isStillInView) => {
      if (this.state === kept && !isStillInView) joinAnew();
      return null;
    });
  }

  private dismissed(link: VoiceLink, trouble: Trouble): void {
    this.keep('dismissed', link, this.needs.timings.slowRetryMs, () => {
      this.giveUp(link);
      void this.tryToJoin(link.channelId);
    });
    this.needs.onTrouble(trouble);
  }

  private keep(
    kind: 'dropped' | 'dismissed',
    link: VoiceLink,
    forMs: number,
    then: () => void,
  ): State {
    if ('cancel' in this.state) this.state.cancel();
    const cancel = this.needs.clock.at(this.needs.clock.nowMs() + forMs, then);
    const kept: State = { kind, link, cancel };
    this.state = kept;
    return kept;
  }
}
