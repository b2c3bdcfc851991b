/** `Los Angeles`; null for a zone that names no city and is taken for the world's own time. */
export function cityOf(zone: string): string | null {
  const parts = zone.split('/');
  const namesCity = parts.length > 1 && parts[0] !== 'Etc';
  return namesCity ? (parts.at(-1) ?? '').replaceAll('_', ' ') : null;
}
