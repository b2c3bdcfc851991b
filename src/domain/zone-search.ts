/** Finding a zone by what people write of the place they live in. */
import { isZone } from './zone.ts';

/** A place that has a name, and the zone it is in. */
export interface Place {
  readonly zone: string;
  /** Null when the zone itself is named after it. */
  readonly city: string | null;
}

/** The machine's list has some places under names that they no longer bear. */
const RENAMED = new Map([
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
]);

/** Large cities that no zone is named after. */
const CITIES_BY_ZONE: Readonly<Record<string, string>> = {
  'America/Los_Angeles': 'San Francisco, San Diego, Seattle, Portland, Las Vegas, Sacramento',
  'America/Denver': 'Salt Lake City, Albuquerque',
  'America/Chicago': 'Houston, Dallas, Austin, San Antonio, Minneapolis, New Orleans',
  'America/New_York': 'Boston, Philadelphia, Washington, Miami, Atlanta',
  'America/Toronto': 'Montreal, Montréal, Ottawa, Québec',
  'America/Edmonton': 'Calgary',
  'America/Mexico_City': 'Guadalajara, Puebla',
  'America/Sao_Paulo': 'Rio de Janeiro, Brasília, Porto Alegre',
  'America/Bogota': 'Medellín, Cali',
  'Europe/London': 'Manchester, Birmingham, Edinburgh, Glasgow',
  'Europe/Berlin': 'Hamburg, München, Munich, Köln, Cologne, Frankfurt, Leipzig, Stuttgart',
  'Europe/Zurich': 'Geneva, Genf, Genève, Basel, Bern',
  'Europe/Paris': 'Lyon, Marseille, Toulouse, Strasbourg',
  'Europe/Madrid': 'Barcelona, Valencia, Sevilla',
  'Europe/Rome': 'Milan, Milano, Naples, Napoli, Torino',
  'Europe/Amsterdam': 'Rotterdam, The Hague, Utrecht',
  'Europe/Istanbul': 'Ankara, Izmir',
  'Africa/Lagos': 'Abuja, Ibadan',
  'Africa/Johannesburg': 'Cape Town, Pretoria, Durban',
  'Asia/Kolkata': 'Mumbai, Delhi, New Delhi, Bangalore, Chennai, Hyderabad',
  'Asia/Shanghai': 'Beijing, Guangzhou, Shenzhen, Chengdu',
  'Asia/Tokyo': 'Osaka, Kyoto, Nagoya',
  'Asia/Ho_Chi_Minh': 'Hanoi, Da Nang',
  'Australia/Melbourne': 'Geelong',
  'Australia/Sydney': 'Canberra, Newcastle',
  'Pacific/Auckland': 'Wellington, Christchurch',
};

/** Where most people who read a language live, the likeliest first. */
const ZONES_BY_LANGUAGE: Readonly<Record<string, readonly string[]>> = {
  en: ['America/Los_Angeles', 'America/New_York', 'America/Chicago', 'America/Denver'],
  'en-gb': ['Europe/London', 'Europe/Dublin', 'Australia/Sydney', 'Africa/Johannesburg'],
  es: [
    'America/Mexico_City',
    'Europe/Madrid',
    'America/Bogota',
    'America/Argentina/Buenos_Aires',
    'America/Lima',
    'America/Santiago',
    'America/Caracas',
    'America/Guatemala',
    'America/Guayaquil',
    'Atlantic/Canary',
  ],
  'es-es': ['Europe/Madrid', 'Atlantic/Canary'],
  de: ['Europe/Berlin', 'Europe/Vienna', 'Europe/Zurich', 'Europe/Luxembourg'],
  fr: [
    'Europe/Paris',
    'Europe/Brussels',
    'America/Toronto',
    'Europe/Zurich',
    'Africa/Abidjan',
    'Africa/Dakar',
    'Africa/Casablanca',
    'Africa/Tunis',
    'Indian/Reunion',
    'America/Martinique',
  ],
  pt: ['America/Sao_Paulo', 'Europe/Lisbon'],
};

/** One for nearly every hour of the world. */
const ZONES_OF_THE_WORLD: readonly string[] = [
  'America/Los_Angeles',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Toronto',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/Madrid',
  'Europe/Athens',
  'Asia/Kolkata',
  'Asia/Manila',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
  'America/Mexico_City',
  'America/Sao_Paulo',
  'America/Bogota',
  'Africa/Lagos',
  'Africa/Johannesburg',
  'Europe/Istanbul',
  'Asia/Dubai',
  'Asia/Shanghai',
  'Pacific/Honolulu',
];

let places: readonly Place[] | null = null;

/** Every place that can be found, those that a zone is named after first. */
export function knownPlaces(): readonly Place[] {
  places ??= [
    ...Intl.supportedValuesOf('timeZone')
      .map((zone) => RENAMED.get(zone) ?? zone)
      .filter((zone) => isZone(zone))
      .map((zone) => ({ zone, city: null })),
    ...Object.entries(CITIES_BY_ZONE).flatMap(([zone, cities]) =>
      cities.split(', ').map((city) => ({ zone, city })),
    ),
  ];
  return places;
}

/** Zones to choose from, by the language of somebody's Discord: at most `limit`, each once. */
export function likelyZones(locale: string, limit: number): readonly string[] {
  const tag = locale.toLowerCase();
  const [language = ''] = tag.split('-');
  const own = [...(ZONES_BY_LANGUAGE[tag] ?? []), ...(ZONES_BY_LANGUAGE[language] ?? [])];
  return [...new Set([...own, ...ZONES_OF_THE_WORLD])].slice(0, limit);
}

/** The zone that was written: its own name or that of a place in it, capitals and accents aside. */
export function zoneOf(written: string): string | null {
  const wanted = bare(written);
  const found = knownPlaces().find(
    ({ zone, city }) => bare(zone) === wanted || bare(city ?? cityOf(zone)) === wanted,
  );
  return found?.zone ?? (isZone(written.trim()) ? written.trim() : null);
}

/** `gmt+2`, `UTC -3:30`, `+5`: minutes east of UTC; null for anything else. */
export function offsetMinutesOf(written: string): number | null {
  const found = /^(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?::?([0-5]\d))?$/i.exec(written.trim());
  if (!found) return null;
  const [, sign, hours, minutes = '0'] = found;
  const offset = Number(hours) * 60 + Number(minutes);
  if (offset > 14 * 60) return null;
  return sign === '+' ? offset : -offset;
}

/** Likely zones whose clocks are so far from UTC at that moment. */
export function zonesAtOffset(
  offsetMinutes: number,
  atMs: number,
  locale: string,
): readonly string[] {
  const isThere = (zone: string): boolean => offsetOf(zone, atMs) === offsetMinutes;
  const likely = likelyZones(locale, ZONES_OF_THE_WORLD.length * 2).filter(isThere);
  if (likely.length > 0) return likely;
  const zones = knownPlaces().flatMap(({ zone, city }) => (city === null ? zone : []));
  return zones.filter(isThere);
}

/** Minutes east of UTC. */
function offsetOf(zone: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = parts.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name === 'GMT' ? 0 : (offsetMinutesOf(name) ?? 0);
}

const cityOf = (zone: string): string => zone.split('/').at(-1) ?? zone;

/** The marks that stand above and below letters, once they are taken apart. */
const ACCENTS = /[\u0300-\u036F]/g;

const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
    .trim();
