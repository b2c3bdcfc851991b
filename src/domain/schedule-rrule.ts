/** The form of a rule for what neither words nor cron can say: an iCalendar RRULE over dates. */

export interface RruleMistake {
  readonly code:
    /** No FREQ, or one finer than a day. */
    | 'RRULE_FREQUENCY'
    /** A part that is not known, is written wrongly, or stands twice. */
    | 'RRULE_PART'
    /** COUNT and UNTIL both say when it ends. */
    | 'RRULE_TWO_ENDS';
  readonly found: string;
  /** The part at fault; null when it is none alone. */
  readonly part: string | null;
}

export type RruleReading =
  | { readonly ok: true; readonly rrule: string }
  | { readonly ok: false; readonly mistake: RruleMistake };

const DAY = '(MO|TU|WE|TH|FR|SA|SU)';
const listOf = (item: string): RegExp => new RegExp(`^${item}(,${item})*$`);

/** Times of day stand apart from the rule, so nothing finer than a day is known here. */
const FORM_BY_PART: ReadonlyMap<string, RegExp> = new Map([
  ['FREQ', /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/],
  ['INTERVAL', /^[1-9]\d?$/],
  ['COUNT', /^[1-9]\d{0,3}$/],
  ['UNTIL', /^\d{8}$/],
  ['BYMONTH', listOf('([1-9]|1[0-2])')],
  ['BYMONTHDAY', listOf('-?([1-9]|[12]\\d|3[01])')],
  ['BYDAY', listOf(`(-?[1-5])?${DAY}`)],
  ['BYSETPOS', listOf('-?[1-9]\\d?')],
  ['WKST', new RegExp(`^${DAY}$`)],
]);

/** Reads `FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1`, in capitals or not, with or without `RRULE:`. */
export function parseRrule(text: string): RruleReading {
  const refuse = (code: RruleMistake['code'], part: string | null): RruleReading => ({
    ok: false,
    mistake: { code, found: text, part },
  });
  const rrule = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '');
  if (!/(^|;)FREQ=/.test(rrule)) return refuse('RRULE_FREQUENCY', null);
  const seen = new Set<string>();
  for (const part of rrule.split(';')) {
    const [name = '', value = ''] = part.split('=', 2);
    const isKnown = FORM_BY_PART.get(name)?.test(value) && part === `${name}=${value}`;
    if (name === 'FREQ' && !isKnown) return refuse('RRULE_FREQUENCY', part);
    if (!isKnown || seen.has(name)) return refuse('RRULE_PART', part);
    seen.add(name);
  }
  if (seen.has('COUNT') && seen.has('UNTIL')) return refuse('RRULE_TWO_ENDS', null);
  return { ok: true, rrule };
}
