/** The machine's own clock is set. */
import type { WireFault } from './wire-faults.ts';

/** Meets a recording that sounds, in a process of its own. */
export interface ClockFault extends Omit<WireFault, 'withinMs'> {
  readonly withinMs: null;
  /** How the process is told to see another time (`stepped-clock.ts`). */
  readonly signal: NodeJS.Signals;
}

export const CLOCK_FAULTS: readonly ClockFault[] = [
  {
    name: "the machine's clock is set forward by 5 s while something sounds",
    does: 'keeps the pace of the sound by a clock that cannot be set',
    peopleNotice: 'nothing',
    withinMs: null,
    signal: 'SIGUSR2',
  },
  {
    name: "the machine's clock is set back by 5 s while something sounds",
    does: 'keeps the pace of the sound by a clock that cannot be set',
    peopleNotice: 'nothing',
    withinMs: null,
    signal: 'SIGHUP',
  },
];
