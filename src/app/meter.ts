/** What the bot counts about itself. Nothing here can be traced to a person. */

interface MetricSpec {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** What it tells, for whoever looks at `/metrics`. */
  readonly help: string;
  readonly label?: string;
  /** Upper bounds, in the unit that the name ends with. */
  readonly buckets?: readonly number[];
}

/** Named as Prometheus wants it: base units last, `_total` for what only rises. */
export const METRICS = {
  bellkeeper_message_lateness_seconds: {
    kind: 'histogram',
    help: 'From the moment a message was due until it was sent.',
    label: 'kind',
    buckets: [1, 5, 15, 60, 300, 3_600],
  },
  bellkeeper_messages_total: {
    kind: 'counter',
    help: 'Rows of the outbox, by what became of them.',
    label: 'outcome',
  },
  bellkeeper_refusals_total: {
    kind: 'counter',
    help: 'What people asked for and may not be, by the code of the refusal.',
    label: 'code',
  },
  bellkeeper_incidents_total: {
    kind: 'counter',
    help: 'Errors that nobody expected; each has an id in the log.',
  },
  bellkeeper_frames_sent_total: { kind: 'counter', help: 'Frames of sound, 20 ms each.' },
  bellkeeper_frames_late_total: {
    kind: 'counter',
    help: 'Frames that left more than 20 ms after their time.',
  },
  bellkeeper_frames_lost_total: {
    kind: 'counter',
    help: 'Frames of silence in the place of sound that had not come.',
  },
  bellkeeper_joins_total: {
    kind: 'counter',
    help: 'Joins of voice channels, the first and again.',
  },
  bellkeeper_voice_faults_total: {
    kind: 'counter',
    help: 'Connections to voice channels that broke or could not be made.',
    label: 'fault',
  },
  bellkeeper_sound_restarts_total: {
    kind: 'counter',
    help: "Starts of the sound's thread after it had ended by itself.",
  },
  bellkeeper_rooms: { kind: 'gauge', help: 'Voice channels that the bot is in.' },
  bellkeeper_outbox_due: { kind: 'gauge', help: 'Rows that are due and not sent yet.' },
  bellkeeper_event_loop_delay_p99_seconds: {
    kind: 'gauge',
    help: "The 99th percentile of the main thread's delay since it was asked last.",
  },
  bellkeeper_event_loop_delay_max_seconds: {
    kind: 'gauge',
    help: "The longest of the main thread's delays since it was asked last.",
  },
  bellkeeper_resident_memory_bytes: { kind: 'gauge', help: 'Memory of the process.' },
  bellkeeper_troubles: {
    kind: 'gauge',
    help: '1 for what is in the way now, 0 for what is not; /health says it in words.',
    label: 'code',
  },
} as const satisfies Record<string, MetricSpec>;

export type MetricName = keyof typeof METRICS;
type NamesOf<Kind> = {
  [Name in MetricName]: (typeof METRICS)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

/** One line of a counter or gauge; the label's value, or `''` where there is no label. */
export type Counts = ReadonlyMap<string, number>;

export interface Distribution {
  /** As many as there are buckets: how many values were at most its bound. */
  readonly countsByBucket: readonly number[];
  readonly count: number;
  readonly sum: number;
}

export class Meter {
  readonly #counts = new Map<MetricName, Map<string, number>>();
  readonly #distributions = new Map<MetricName, Map<string, Distribution>>();
  readonly #gauges = new Map<MetricName, () => number | Counts>();

  count(name: NamesOf<'counter'>, label = '', by = 1): void {
    const counts = this.#counts.get(name) ?? new Map<string, number>();
    this.#counts.set(name, counts.set(label, (counts.get(label) ?? 0) + by));
  }

  observe(name: NamesOf<'histogram'>, value: number, label = ''): void {
    const byLabel = this.#distributions.get(name) ?? new Map<string, Distribution>();
    const { buckets } = METRICS[name];
    const before = byLabel.get(label) ?? { countsByBucket: buckets.map(() => 0), count: 0, sum: 0 };
    byLabel.set(label, {
      countsByBucket: before.countsByBucket.map(
        (count, at) => count + (value <= (buckets[at] ?? Infinity) ? 1 : 0),
      ),
      count: before.count + 1,
      sum: before.sum + value,
    });
    this.#distributions.set(name, byLabel);
  }

  /** Asked whenever somebody looks; the one that was given last counts. */
  gauge(name: NamesOf<'gauge'>, read: () => number | Counts): void {
    this.#gauges.set(name, read);
  }

  countsOf(name: MetricName): Counts {
    const value = this.#gauges.get(name)?.();
    if (value === undefined) return this.#counts.get(name) ?? new Map();
    return typeof value === 'number' ? new Map([['', value]]) : value;
  }

  distributionsOf(name: MetricName): ReadonlyMap<string, Distribution> {
    return this.#distributions.get(name) ?? new Map();
  }
}
