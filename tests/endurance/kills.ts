/**
 * `npm run kills -- --times 200 --seed 1`: the program is killed (SIGKILL) again and again while a
 * recording plays and reminders fall due, at moments from a seed, and started anew each time. It prints
 * how soon and where the sound was back, and what was said; it fails when a promise is broken.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Message } from '../../src/practice/world/entities.ts';
import { quantile } from '../bench/measure.ts';
import { endChildren, openChildStage, type ChildBot, type ChildStage } from '../e2e/child-stage.ts';
import { FADE_FRAMES, FRAME_MS } from '../e2e/heard.ts';
import { repeatedAmong } from '../e2e/people.ts';
import { createRandom, type Random } from '../simulation/random.ts';
import { listenTo, type Ear } from './ear.ts';

const MINUTE_MS = 60_000;
/** As far as the promises go. */
const LONGEST_SILENCE_MS = 5_000;
const FARTHEST_BACK_MS = 5_000;
/** Sound that has not come by then does not count as late but as lost. */
const SOUND_TIMEOUT_MS = 20_000;
/** A kill takes about so long with what follows, and at the end the rest must be sent. */
const MS_A_KILL = 4_500;
const REMINDERS_A_MINUTE = 4;

interface Return {
  /** From the start of the process to the first frame that sounds. */
  readonly silentMs: number;
  /** How much was heard a second time; null when the end came within the fade. */
  readonly backMs: number | null;
}

interface Findings {
  readonly kills: number;
  readonly returns: readonly Return[];
  /** Kills that came before any sound. */
  readonly early: number;
  readonly faults: readonly string[];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      times: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
    },
  });
  const times = Number(values.times);
  const minutes = Math.ceil((times * MS_A_KILL) / MINUTE_MS) + 2;
  console.log(`${times} kills, seed ${values.seed}: about ${minutes} minutes.`);
  await using stage = await openChildStage({
    recordingSeconds: Math.min(minutes, 50) * 60,
    minutes: 60,
    graceMinutes: 0.05,
    others: remindersOf(minutes),
  });
  const ear = listenTo(stage.voiceServer, stage.packets);
  const found = await endure(stage, ear, times, createRandom(`kills ${values.seed}`));
  const told = await whatWasTold(stage);
  report(found, told);
  endChildren();
}

/** Sessions much later, one after another, whose only reminders fall due now, a few at every minute. */
function remindersOf(minutes: number): object[] {
  const beganAtMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  return Array.from({ length: minutes * REMINDERS_A_MINUTE }, (_, index) => {
    const dueAtMs = beganAtMs + (Math.floor(index / REMINDERS_A_MINUTE) + 1) * MINUTE_MS;
    const startsAtMs = beganAtMs + (90 + index * 6) * MINUTE_MS;
    return {
      id: `later-${index}`,
      name: `Later practice ${index}`,
      once: new Date(startsAtMs).toISOString().slice(0, '2026-12-01T07:00'.length),
      minutes: 5,
      room: 'Practice hall',
      announce: 'announcements',
      reminders: [`${(startsAtMs - dueAtMs) / MINUTE_MS}m`],
    };
  });
}

async function endure(
  stage: ChildStage,
  ear: Ear,
  times: number,
  random: Random,
): Promise<Findings> {
  const returns: Return[] = [];
  const faults: string[] = [];
  let early = 0;
  await begin(stage, ear, random);
  for (let kill = 1; kill <= times; kill += 1) {
    const cutAt = ear.farthest();
    ear.begin();
    const child = stage.start();
    if (random.chance(0.25)) {
      await wait(random.between(20, 900));
      if (ear.heard() === 0) early += 1;
    } else {
      const silentMs = await soundAgain(child, ear);
      await wait(random.between(100, 4_000));
      const goneOnAt = ear.goneOnAt(FADE_FRAMES);
      const backMs = goneOnAt === null ? null : (cutAt - goneOnAt + 1) * FRAME_MS;
      returns.push({ silentMs, backMs });
      faults.push(...brokenBy({ silentMs, backMs }).map((what) => `kill ${kill}: ${what}`));
    }
    await endWith(child, 'SIGKILL', faults);
    if (kill % 20 === 0) console.log(`${kill} kills, at minute ${minuteOf(ear.farthest())}`);
  }
  return { kills: times, returns, early, faults };
}

/** Ben chooses the recording, and the first process ends in the middle of it. */
async function begin(stage: ChildStage, ear: Ear, random: Random): Promise<void> {
  const first = stage.start();
  await first.ready();
  stage.enter('Ben');
  await first.movedBy('started');
  await stage.command('Ben', 'play', { recording: stage.recording.id });
  // After the sentence that announces it.
  await ear.until(() => ear.goneOnAt(0) !== null, SOUND_TIMEOUT_MS * 2);
  await wait(random.between(2_000, 4_000));
  await first.kill('SIGKILL');
}

/** In milliseconds after the start of the process. */
async function soundAgain(child: ChildBot, ear: Ear): Promise<number> {
  await ear.until(() => ear.heard() > 0, SOUND_TIMEOUT_MS);
  return (ear.firstAtMs() ?? Number.NaN) - child.startedAtMs;
}

function brokenBy({ silentMs, backMs }: Return): string[] {
  return [
    ...(silentMs > LONGEST_SILENCE_MS ? [`silent for ${Math.round(silentMs)} ms`] : []),
    ...(backMs !== null && backMs > FARTHEST_BACK_MS ? [`${backMs} ms heard again`] : []),
    ...(backMs !== null && backMs < 0 ? [`${-backMs} ms left out`] : []),
  ];
}

/** A process that has ended by itself, or has seen an error, is a fault as well. */
async function endWith(child: ChildBot, signal: NodeJS.Signals, faults: string[]): Promise<void> {
  const ending = await child.kill(signal);
  if (ending.signal !== signal) faults.push(`it ended by itself: ${JSON.stringify(ending)}`);
  const errors = child.output().match(/^\{"level":(50|60|"error"|"fatal").*$/gm) ?? [];
  faults.push(...errors);
}

interface Told {
  readonly messages: number;
  readonly repeated: readonly string[];
  readonly reminders: number;
  readonly missing: readonly string[];
}

/** A last process sends what is still due; then all that was said is counted. */
async function whatWasTold(stage: ChildStage): Promise<Told> {
  const last = stage.start();
  await last.ready();
  const dueAtMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const names = namesDueBy(stage, dueAtMs);
  const isTold = (name: string): boolean => stage.posted.some((message) => tells(message, name));
  const untilMs = performance.now() + SOUND_TIMEOUT_MS;
  while (!names.every(isTold) && performance.now() < untilMs) await wait(100);
  await last.kill('SIGTERM');
  return {
    messages: stage.posted.length,
    repeated: repeatedAmong(stage.posted),
    reminders: names.length,
    missing: names.filter((name) => !isTold(name)),
  };
}

const tells = ({ content }: Message, name: string): boolean => content.includes(`${name}**`);

function namesDueBy(stage: ChildStage, atMs: number): string[] {
  const minutes = Math.max(0, Math.floor((atMs - stage.beganAtMs) / MINUTE_MS));
  return Array.from({ length: minutes * REMINDERS_A_MINUTE }, (_, i) => `Later practice ${i}`);
}

const minuteOf = (frame: number): string => ((frame * FRAME_MS) / MINUTE_MS).toFixed(1);

function rowOf(name: string, values: readonly number[], limitMs: number): string {
  const [median, p99] = [0.5, 0.99].map((share) => Math.round(quantile(values, share)));
  const worst = Math.round(Math.max(...values));
  return `${name}: median ${median} ms, p99 ${p99} ms, worst ${worst} ms (limit ${limitMs} ms, ${values.length} measured)`;
}

function report({ kills, returns, early, faults }: Findings, told: Told): void {
  const silences = returns.map(({ silentMs }) => silentMs);
  const backs = returns.flatMap(({ backMs }) => backMs ?? []);
  console.log(
    [
      '',
      `kills: ${kills}, ${early} of them before any sound`,
      rowOf('sound again after the start', silences, LONGEST_SILENCE_MS),
      rowOf('heard a second time', backs, FARTHEST_BACK_MS),
      `messages: ${told.messages}, ${told.repeated.length} of them twice`,
      `reminders that fell due: ${told.reminders}, ${told.missing.length} of them missing`,
      ...told.repeated.map((name) => `twice: ${name}`),
      ...told.missing.map((name) => `missing: ${name}`),
      ...faults,
    ].join('\n'),
  );
  if (faults.length + told.repeated.length + told.missing.length > 0) process.exitCode = 1;
}

await main();
