import { shownCount, type SeriesWeek } from './popularity.ts';

/** Keys, and no words: a table is for programs, and stays the same in every language. */
const HEADER = ['week_of', 'series', 'name', 'sessions_counted', 'present_average', 'signed_up'];

/** Without it, a well-known spreadsheet reads `für` as `fÃ¼r`. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The weeks as CSV by RFC 4180: comma, CRLF, quotes where they are needed; what was not
 * counted is an empty field, and counts of one or two are `under 3`.
 *
 * A name that begins like a formula gets an apostrophe in front: spreadsheets would carry it
 * out, and whoever names a series could reach into the file of whoever opens it.
 */
export function popularityCsv(
  weeks: readonly SeriesWeek[],
  nameById: ReadonlyMap<string, string>,
): string {
  const rows = weeks.map(({ weekOf, seriesId, sessions, present, signUps }) => [
    weekOf,
    inert(seriesId),
    inert(nameById.get(seriesId) ?? seriesId),
    String(sessions),
    countField(present),
    countField(signUps),
  ]);
  return (
    BYTE_ORDER_MARK + [HEADER, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')
  );
}

function countField(count: number | null): string {
  if (count === null) return '';
  const shown = shownCount(count);
  return shown.kind === 'exact' ? String(shown.n) : 'under 3';
}

/** Spaces in front do not keep a spreadsheet from reading a formula. */
function inert(text: string): string {
  return /^[\s\p{Cf}]*[=+\-@\t\r\n|＝＋－＠]/u.test(text) ? `'${text}` : text;
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) || field.trim() !== field
    ? `"${field.replaceAll('"', '""')}"`
    : field;
}
