/** What a bot in a process of its own says about itself, held against what Discord's stand-in saw. */
import { expect, test } from '@jest/globals';
import { readPrometheusText, type Family } from '../web/prometheus-text.ts';
import { openChildStage, type ChildBot } from './child-bot.ts';
import { answerOf } from './people.ts';

const TIMEOUT_MS = 90_000;

async function addressIn(child: ChildBot, pattern: RegExp): Promise<string> {
  const { text } = await child.line((line) => pattern.test(line.text));
  return pattern.exec(text)?.[1] ?? '';
}

type Families = ReadonlyMap<string, Family>;

/** The sum over all lines of that name whose labels fit. */
function valueOf(families: Families, name: string, labels: Record<string, string> = {}): number {
  const family = [...families.values()].find(({ samples }) =>
    samples.some((sample) => sample.name === name),
  );
  const fitting = (family?.samples ?? []).filter(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );
  return fitting.reduce((sum, { value }) => sum + value, 0);
}

/** How many rows of the outbox were sent. */
function sentIn(metrics: string): number {
  return valueOf(readPrometheusText(metrics), 'bellkeeper_messages_total', { outcome: 'sent' });
}

function framesIn(metrics: string): number {
  return valueOf(readPrometheusText(metrics), 'bellkeeper_frames_sent_total');
}

test(
  'while a recording plays: ready, as many messages sent as were seen, and nobody is named',
  async () => {
    await using stage = await openChildStage();
    const child = stage.start({ METRICS_PORT: '0' });
    await child.ready();
    const healthUrl = await addressIn(child, /Its health: (\S+)/);
    const metricsUrl = await addressIn(child, /Metrics for Prometheus: (\S+)/);
    const read = async (): Promise<string> => (await fetch(metricsUrl)).text();

    stage.enter('Ben');
    stage.enter('Dev');
    await child.movedBy('started');
    expect(answerOf(await stage.command('Dev', 'sit', { minutes: 10 }))).toMatch(/volunteer/i);
    await stage.command('Ben', 'play', { recording: stage.recording.id });
    const isHeard = () => stage.recorder.sounding().length >= 100;
    await stage.recorder.waitForFrame(isHeard, 40_000);

    const heardBefore = stage.recorder.frames.length;
    const health = await fetch(healthUrl);
    expect([health.status, await health.json()]).toEqual([
      200,
      { isLive: true, isReady: true, reasons: [] },
    ]);

    // The stand-in sees a message a moment before the bot knows that it stands.
    let text = await read();
    while (sentIn(text) < stage.posted.length) text = await read();
    const families = readPrometheusText(text);
    const of = (name: string, labels?: Record<string, string>): number =>
      valueOf(families, `bellkeeper_${name}`, labels);
    expect(stage.posted.length).toBeGreaterThan(0);
    expect(of('messages_total')).toBe(stage.posted.length);
    expect(of('message_lateness_seconds_count')).toBe(stage.posted.length);
    expect(of('message_lateness_seconds_bucket', { le: '15' })).toBe(stage.posted.length);
    expect(of('outbox_due')).toBe(0);
    expect(of('refusals_total', { code: 'NOT_ALLOWED' })).toBe(1);
    expect(of('refusals_total')).toBe(1);
    expect(of('incidents_total')).toBe(0);
    expect(of('troubles')).toBe(0);
    expect(of('rooms')).toBe(1);
    expect(of('joins_total')).toBe(1);
    expect(of('voice_faults_total')).toBe(0);
    expect(of('sound_restarts_total')).toBe(0);
    // The frames are counted in the sound's thread, which tells of them now and then.
    let later = text;
    while (framesIn(later) < heardBefore) later = await read();
    expect(framesIn(later)).toBeLessThanOrEqual(stage.recorder.frames.length + 10);
    expect(of('resident_memory_bytes')).toBeGreaterThan(30e6);
    expect(of('event_loop_delay_p99_seconds')).toBeLessThan(1);

    const guild = stage.world.firstGuild();
    const names = ['Ben', 'Dev', 'Practice hall', 'Morning', guild.name, stage.recording.title];
    for (const name of names) expect(text).not.toContain(name);
    // Nor is there anything that could be the id of a person, a channel or a server.
    const labels = [...families.values()].flatMap(({ samples }) =>
      samples.flatMap((sample) => Object.values(sample.labels)),
    );
    expect(labels.filter((label) => /\d{15,}/.test(label))).toEqual([]);

    // The public page's port gives no figures.
    expect((await fetch(new URL('/metrics', healthUrl))).status).toBe(404);
    expect(await child.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  },
  TIMEOUT_MS,
);
