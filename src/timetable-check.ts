/** `npm run timetable`: reads the timetable and says every mistake, or what comes next. */
import { readFileSync } from 'node:fs';
import { createSystemClock, isValidCron } from './clock.ts';
import { readConfig, readEnvironment } from './config.ts';
import { occurrencesBetween } from './domain/recurrence.ts';
import { parseTimetable } from './store/timetable/parse.ts';
import { textsFor } from './texts/languages.ts';
import { describeMistake } from './texts/timetable-mistakes.ts';

const FORTNIGHT_MS = 14 * 24 * 3_600_000;
const SHOWN = 10;

const clock = createSystemClock();
const nowMs = clock.nowMs();
clock.close();
const settings = readConfig(readEnvironment());
const path =
  process.argv[2] ?? (settings.ok ? settings.config.timetablePath : 'data/timetable.json');
const reading = parseTimetable(readFileSync(path, 'utf8'), {
  isValidCron,
  nowMs,
  knownRecordings: null,
});
if (reading.ok) {
  const { time } = textsFor('en');
  const coming = reading.series.flatMap((series) =>
    occurrencesBetween(series.rule, nowMs, nowMs + FORTNIGHT_MS).map(({ startsAtMs }) => ({
      startsAtMs,
      line: `${time.dayAndTime(series.rule.zone, startsAtMs)}: ${series.name}`,
    })),
  );
  console.log(`${path} is in order: ${reading.series.length} series. The next sessions:`);
  const next = coming.toSorted((a, b) => a.startsAtMs - b.startsAtMs).slice(0, SHOWN);
  for (const { line } of next) console.log(`- ${line}`);
} else {
  for (const mistake of reading.mistakes) console.log(describeMistake(mistake));
  process.exitCode = 1;
}
