/** Runs before every suite: the program runs in UTC as well (src/config.ts says why). */
export default function useUtc(): void {
  process.env['TZ'] = 'UTC';
}
