/** The REST API fails when something is to be said. */
import type { Fault, RestFault } from '../../src/practice/faults.ts';
import type { WireFault } from './wire-faults.ts';

/** Meets what the bot posts into the room before the welcome. */
export interface PostingFault extends WireFault {
  readonly outcome: RestFault['outcome'];
  readonly work: RestFault['work'];
  readonly times: number;
  /** How often the bot asks for the message to be made. */
  readonly requests: number;
  /** Nothing is asked for so long after each answer. */
  readonly restsMs: number;
}

const rateLimit = (
  scope: 'user' | 'global' | 'shared',
  whose: string,
  retryAfterMs: number,
): PostingFault => ({
  name: `429, the limit of ${whose} (${scope}), ${retryAfterMs / 1_000} s`,
  does: 'asks again when the wait is over, not sooner',
  peopleNotice: `the message ${retryAfterMs / 1_000} s later, once`,
  withinMs: 2 * retryAfterMs + 3_000,
  outcome: { kind: 'rateLimited', retryAfterMs, scope },
  work: 'undone',
  times: 2,
  requests: 3,
  restsMs: retryAfterMs,
});

export const POSTING_FAULTS: readonly PostingFault[] = [
  {
    name: 'the answer is lost after the message was made',
    does: 'looks for its own message in the channel, finds it, posts nothing',
    peopleNotice: 'one message',
    withinMs: 1_000,
    outcome: { kind: 'dropped' },
    work: 'done',
    times: 1,
    requests: 1,
    restsMs: 0,
  },
  {
    name: 'an error 500 comes after the message was made',
    does: 'looks for its own message in the channel, finds it, posts nothing',
    peopleNotice: 'one message',
    withinMs: 1_000,
    outcome: { kind: 'status', status: 500 },
    work: 'done',
    times: 1,
    requests: 1,
    restsMs: 0,
  },
  {
    name: 'a page of HTML comes instead of JSON, with 200, after the message was made',
    does: 'takes it for no answer, looks for its own message, posts nothing',
    peopleNotice: 'one message',
    withinMs: 1_000,
    outcome: { kind: 'html', status: 200 },
    work: 'done',
    times: 1,
    requests: 1,
    restsMs: 0,
  },
  {
    name: 'pages of HTML come instead of JSON (502), nothing was made',
    does: 'looks for its own message, finds none, posts again',
    peopleNotice: 'the message some seconds later, once',
    withinMs: 10_000,
    outcome: { kind: 'html', status: 502 },
    work: 'undone',
    times: 2,
    requests: 3,
    restsMs: 0,
  },
  {
    name: 'the connection ends without an answer, nothing was made',
    does: 'looks for its own message, finds none, posts again',
    peopleNotice: 'the message some seconds later, once',
    withinMs: 10_000,
    outcome: { kind: 'dropped' },
    work: 'undone',
    times: 2,
    requests: 3,
    restsMs: 0,
  },
  rateLimit('user', 'one place', 1_500),
  rateLimit('global', 'the whole bot', 4_000),
  rateLimit('shared', 'everyone together', 4_000),
  {
    name: '401 once',
    does: 'gives the token back to the library, which forgets it at a 401, and asks again after a second; after two in a row it rests for a minute',
    peopleNotice: 'the message a second later, once',
    withinMs: 5_000,
    outcome: { kind: 'status', status: 401 },
    work: 'undone',
    times: 1,
    requests: 2,
    restsMs: 1_000,
  },
];

/** Meets the answer to somebody's command. */
export interface AnsweringFault extends WireFault {
  readonly fault: Fault;
}

const CALLBACK = /^\/interactions\/\d+\/[^/]+\/callback$/;
const callbackFault = (outcome: RestFault['outcome'], work: RestFault['work']): Fault => ({
  kind: 'rest',
  path: CALLBACK,
  times: 1,
  work,
  outcome,
});

export const ANSWERING_FAULTS: readonly AnsweringFault[] = [
  {
    name: 'a page of HTML comes instead of the taking of an answer to a command (502)',
    does: 'answers again after 0.2 and 0.6 s, within the 3 s that Discord gives',
    peopleNotice: 'the answer a moment later',
    withinMs: 3_000,
    fault: callbackFault({ kind: 'html', status: 502 }, 'undone'),
  },
  {
    name: 'an answer to a command is shown, and the connection ends',
    does: 'answers again, which Discord refuses as known',
    peopleNotice: 'one answer',
    withinMs: 3_000,
    fault: callbackFault({ kind: 'dropped' }, 'done'),
  },
];
