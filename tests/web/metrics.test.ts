import { afterEach, describe, expect, test } from '@jest/globals';
import { Health } from '../../src/app/health.ts';
import { Meter, METRICS } from '../../src/app/meter.ts';
import { metricsText } from '../../src/web/metrics.ts';
import { startMetricsServer, type MetricsServer } from '../../src/web/metrics-server.ts';
import { createManualClock } from '../manual-clock.ts';
import { readPrometheusText } from './prometheus-text.ts';

const lateness = 'bellkeeper_message_lateness_seconds';

describe('the text', () => {
  test('a bot that has done nothing yet: what was never labelled is 0, and all is named', () => {
    const families = readPrometheusText(metricsText(new Meter()));
    expect([...families.keys()]).toEqual(Object.keys(METRICS));
    for (const [name, { kind, help }] of Object.entries(METRICS)) {
      expect(families.get(name)).toMatchObject({ type: kind, help });
    }
    expect(families.get('bellkeeper_joins_total')?.samples).toEqual([
      { name: 'bellkeeper_joins_total', labels: {}, value: 0 },
    ]);
    // Nobody has said how many rooms there are.
    expect(families.get('bellkeeper_rooms')?.samples).toEqual([]);
  });

  test('counts, by their label', () => {
    const meter = new Meter();
    meter.count('bellkeeper_refusals_total', 'NOT_ALLOWED');
    meter.count('bellkeeper_refusals_total', 'NOT_ALLOWED');
    meter.count('bellkeeper_refusals_total', 'SESSION');
    meter.count('bellkeeper_frames_sent_total', '', 50);
    const families = readPrometheusText(metricsText(meter));
    expect(families.get('bellkeeper_refusals_total')?.samples).toEqual([
      { name: 'bellkeeper_refusals_total', labels: { code: 'NOT_ALLOWED' }, value: 2 },
      { name: 'bellkeeper_refusals_total', labels: { code: 'SESSION' }, value: 1 },
    ]);
    expect(families.get('bellkeeper_frames_sent_total')?.samples[0]?.value).toBe(50);
  });

  test('a histogram counts each value in every bucket that holds it', () => {
    const meter = new Meter();
    for (const value of [0, 1, 1.5, 60, 4_000]) meter.observe(lateness, value, 'reminder');
    const samples = readPrometheusText(metricsText(meter)).get(lateness)?.samples;
    expect(
      samples?.map(({ name, labels: { le, ...labels }, value }) => [name, labels, le, value]),
    ).toEqual([
      ...[
        ['1', 2],
        ['5', 3],
        ['15', 3],
        ['60', 4],
        ['300', 4],
        ['3600', 4],
        ['+Inf', 5],
      ].map(([le, value]) => [`${lateness}_bucket`, { kind: 'reminder' }, le, value]),
      [`${lateness}_sum`, { kind: 'reminder' }, undefined, 4_062.5],
      [`${lateness}_count`, { kind: 'reminder' }, undefined, 5],
    ]);
  });

  test('what stands in a label is escaped', () => {
    const meter = new Meter();
    const nasty = 'a "quoted" back\\slash\nand a line{x="1"} 5';
    meter.count('bellkeeper_voice_faults_total', nasty);
    const text = metricsText(meter);
    expect(readPrometheusText(text).get('bellkeeper_voice_faults_total')?.samples).toEqual([
      { name: 'bellkeeper_voice_faults_total', labels: { fault: nasty }, value: 1 },
    ]);
    expect(text).toContain(String.raw`fault="a \"quoted\" back\\slash\nand a line{x=\"1\"} 5"`);
  });

  test('gauges are read when somebody looks; a trouble is a line of its own', () => {
    const meter = new Meter();
    const health = new Health(createManualClock(0));
    let due = 3;
    meter.gauge('bellkeeper_outbox_due', () => due);
    meter.gauge('bellkeeper_troubles', () => health.countByCode);
    const read = (name: string) => readPrometheusText(metricsText(meter)).get(name)?.samples ?? [];
    expect(read('bellkeeper_outbox_due')[0]?.value).toBe(3);
    due = 0;
    expect(read('bellkeeper_outbox_due')[0]?.value).toBe(0);
    const inTheWay = () =>
      read('bellkeeper_troubles')
        .filter(({ value }) => value === 1)
        .map(({ labels }) => labels['code']);
    expect(inTheWay()).toEqual([]);
    health.report('SOUND_AWAY');
    expect(inTheWay()).toEqual(['SOUND_AWAY']);
  });

  test('numbers that are none', () => {
    const meter = new Meter();
    meter.gauge('bellkeeper_rooms', () => Number.NaN);
    meter.gauge('bellkeeper_resident_memory_bytes', () => Infinity);
    const families = readPrometheusText(metricsText(meter));
    expect(families.get('bellkeeper_rooms')?.samples[0]?.value).toBeNaN();
    expect(families.get('bellkeeper_resident_memory_bytes')?.samples[0]?.value).toBe(Infinity);
  });
});

describe('the server', () => {
  let server: MetricsServer | null = null;
  afterEach(async () => {
    await server?.close();
    server = null;
  });

  async function serve(meter: Meter | null): Promise<{ url: string; troubles: unknown[] }> {
    const troubles: unknown[] = [];
    server = await startMetricsServer({
      meter: () => meter,
      port: 0,
      host: '127.0.0.1',
      onTrouble: (cause) => troubles.push(cause),
    });
    return { url: server.url, troubles };
  }

  test('answers in the type that Prometheus asks for, with the process itself', async () => {
    const { url } = await serve(new Meter());
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const families = readPrometheusText(await answer.text());
    const memory = families.get('bellkeeper_resident_memory_bytes')?.samples[0]?.value ?? 0;
    expect(memory).toBeGreaterThan(10e6);
    expect(families.get('bellkeeper_event_loop_delay_max_seconds')?.samples).toHaveLength(1);
  });

  test('the delay of the main thread is that since the reading before', async () => {
    const { url } = await serve(new Meter());
    const maxOf = async (): Promise<number> => {
      const text = await (await fetch(url)).text();
      const name = 'bellkeeper_event_loop_delay_max_seconds';
      return readPrometheusText(text).get(name)?.samples[0]?.value ?? Number.NaN;
    };
    await maxOf();
    const { promise, resolve } = Promise.withResolvers<void>();
    // The monitor begins anew with a reading: its next look comes first.
    setTimeout(() => {
      const untilMs = performance.now() + 150;
      while (performance.now() < untilMs);
      setTimeout(resolve, 30);
    }, 50);
    await promise;
    const blocked = await maxOf();
    expect(blocked).toBeGreaterThan(0.13);
    expect(blocked).toBeLessThan(1);
  });

  test('has nothing else to say, and takes nothing', async () => {
    const { url } = await serve(new Meter());
    expect((await fetch(new URL('/', url))).status).toBe(404);
    expect((await fetch(new URL('/health', url))).status).toBe(404);
    expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(405);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('a bot that is starting has no figures yet', async () => {
    const { url } = await serve(null);
    expect((await fetch(url)).status).toBe(503);
  });

  test('figures that can not be read are told to whoever looks after it, not to the reader', async () => {
    const meter = new Meter();
    const fault = new Error('the disk of /secret/place');
    meter.gauge('bellkeeper_outbox_due', () => {
      throw fault;
    });
    const { url, troubles } = await serve(meter);
    const answer = await fetch(url);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(troubles).toEqual([fault]);
  });
});
