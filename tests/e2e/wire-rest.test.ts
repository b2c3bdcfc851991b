/** The REST API fails when the bot posts into the room, or answers somebody. */
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import type { Message } from '../../src/practice/world/entities.ts';
import { answerOf, repeatedAmong } from './people.ts';
import { openStage, type Stage } from './stage.ts';
import { strayErrors } from './strays.ts';
import {
  ANSWERING_FAULTS,
  POSTING_FAULTS,
  type AnsweringFault,
  type PostingFault,
} from './wire-rest-faults.ts';

const TIMEOUT_MS = 60_000;
const NOTICE = /No teacher has been able to join/;
/** A request is logged when it has come in, which is a moment after it has left. */
const ARRIVAL_MS = 20;

async function survivePosting(fault: PostingFault): Promise<void> {
  await using stage = await openStage({ reminders: [] });
  const { outcome, work, times } = fault;
  const path = new RegExp(`^/channels/${stage.hall.id}/messages$`);
  stage.standin.faults.add({ kind: 'rest', method: 'POST', path, times, work, outcome });
  const first = stage.standin.requests.next('POST', path);
  stage.enter('Dev');
  await first;
  stage.setSpeed(1);
  const fromMs = stage.clock.nowMs();
  await Promise.all([stands(stage, NOTICE), isAsked(stage, path, fault.requests)]);
  const tookMs = stage.clock.nowMs() - fromMs;
  const asked = stage.standin.requests.matching('POST', path);
  stage.setSpeed(200);
  // A minute later by the clock the welcome begins: time enough to post the notice again.
  await stage.message(stage.hall, /On behalf of CMSC/);
  await stage.recorder.waitForFrame(({ isSilence }) => !isSilence, TIMEOUT_MS);
  console.info(`${fault.name}: ${Math.round(tookMs)} ms`);
  expect(tookMs).toBeLessThanOrEqual(fault.withinMs);
  expect(asked).toHaveLength(fault.requests);
  const restsMs = asked
    .slice(1)
    .map((each, at) => each.atMonotonicMs - (asked[at]?.atMonotonicMs ?? 0));
  for (const restMs of restsMs) expect(restMs).toBeGreaterThan(fault.restsMs - ARRIVAL_MS);
  expect(stage.posted.filter(({ content }) => NOTICE.test(content))).toHaveLength(1);
  expect(stage.count(stage.hall, /On behalf of CMSC/)).toBe(1);
  expect(stage.standing(stage.coordinators)).toEqual([]);
  expect(repeatedAmong(stage.posted)).toEqual([]);
  expect(strayErrors()).toEqual([]);
}

async function stands(stage: Stage, words: RegExp): Promise<void> {
  const isThere = (): boolean => stage.posted.some(({ content }: Message) => words.test(content));
  while (!isThere()) await once(stage.world, 'messagePosted');
}

/** A request is in the log when it was answered. */
async function isAsked(stage: Stage, path: RegExp, times: number): Promise<void> {
  const { requests } = stage.standin;
  while (requests.matching('POST', path).length < times) await requests.next('POST', path);
}

async function surviveAnswering(fault: AnsweringFault): Promise<void> {
  await using stage = await openStage({ reminders: [] });
  stage.standin.faults.add(fault.fault);
  const fromMs = performance.now();
  const answer = await stage.command('Ben', 'status');
  const tookMs = performance.now() - fromMs;
  console.info(`${fault.name}: ${Math.round(tookMs)} ms`);
  expect(answerOf(answer)).toMatch(/Morning practice/);
  expect(tookMs).toBeLessThanOrEqual(fault.withinMs);
  expect(strayErrors()).toEqual([]);
}

test.concurrent.each(POSTING_FAULTS)('$name: $does', survivePosting, TIMEOUT_MS);

test.concurrent.each(ANSWERING_FAULTS)('$name: $does', surviveAnswering, TIMEOUT_MS);
