/** What the process itself is up to: how long its main thread kept others waiting, and its memory. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Meter } from '../app/meter.ts';

/** Between two looks at the clock; the monitor counts it as part of the delay. */
const RESOLUTION_MS = 10;
const NS_PER_S = 1e9;

export interface ProcessGauges {
  /** Again and again is fine. */
  giveTo(meter: Meter): void;
  close(): void;
}

export function watchProcess(): ProcessGauges {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const secondsOf = (ns: number): number => Math.max(0, ns / NS_PER_S - RESOLUTION_MS / 1_000);
  /** Of the time since the reading before. */
  let last = { p99: 0, max: 0 };

  function read(): void {
    if (delay.count > 0) last = { p99: secondsOf(delay.percentile(99)), max: secondsOf(delay.max) };
    delay.reset();
  }

  return {
    giveTo(meter) {
      read();
      meter.gauge('bellkeeper_event_loop_delay_p99_seconds', () => last.p99);
      meter.gauge('bellkeeper_event_loop_delay_max_seconds', () => last.max);
      meter.gauge('bellkeeper_resident_memory_bytes', () => process.memoryUsage.rss());
    },
    close: () => void delay.disable(),
  };
}
