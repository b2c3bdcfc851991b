/**
 * Shows every time in the visitor's own zone, under the visitor's own days; the timetable's time
 * stands beside it. Without this script the page is whole, in the timetable's zone.
 */
interface Session {
  readonly item: HTMLElement;
  readonly times: readonly HTMLTimeElement[];
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

/** Browsers still know these zones by names that the cities have laid aside. */
const CITY_BY_OLD_NAME: Readonly<Record<string, string>> = {
  Calcutta: 'Kolkata',
  Saigon: 'Ho Chi Minh City',
  Rangoon: 'Yangon',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
};

const sessionsBox = document.querySelector<HTMLElement>('#sessions');
const zoneLine = document.querySelector<HTMLElement>('#zone');
if (sessionsBox && zoneLine) localise(sessionsBox, zoneLine);

function localise(box: HTMLElement, line: HTMLElement): void {
  const { zone = 'UTC', visitor = '', same = '', timeIn = '', now = '' } = box.dataset;
  const sessions = readSessions(box);
  const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const format = createFormat(ownZone);
  const there = createFormat(zone);
  const isSame = sessions.every(
    ({ startsAtMs }) => format.wallTime(startsAtMs) === there.wallTime(startsAtMs),
  );
  if (isSame) {
    line.textContent = same;
  } else {
    line.textContent = visitor.replace('{place}', placeOf(ownZone));
    for (const session of sessions) showOwnTime(session, format, there, timeIn);
    regroup(box, sessions, format);
  }
  tellWhatGoesOn(sessions, now);
}

function readSessions(box: HTMLElement): Session[] {
  return [...box.querySelectorAll<HTMLElement>('.session')].map((item) => {
    const times = [...item.querySelectorAll<HTMLTimeElement>('.when time')];
    const [startsAtMs = 0, endsAtMs = 0] = times.map(({ dateTime }) => Date.parse(dateTime));
    return { item, times, startsAtMs, endsAtMs };
  });
}

type Format = ReturnType<typeof createFormat>;

/** As the visitor's own machine writes it, where that speaks the page's language. */
function createFormat(timeZone: string) {
  const { lang } = document.documentElement;
  const own = navigator.languages.find((tag) => tag.split('-')[0] === lang) ?? lang;
  // English alone is American; the page is written as the bot writes.
  const locale = own === 'en' ? 'en-GB-u-hc-h12' : own;
  const make = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const days = make({ weekday: 'long', day: 'numeric', month: 'long' });
  const shortDays = make({ weekday: 'short' });
  const times = make({ hour: 'numeric', minute: '2-digit' });
  const keys = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' });
  const wallTimes = new Intl.DateTimeFormat('sv', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return {
    day: (atMs: number) => days.format(atMs),
    shortDay: (atMs: number) => shortDays.format(atMs),
    time: (atMs: number) => times.format(atMs),
    dayKey: (atMs: number) => keys.format(atMs),
    wallTime: (atMs: number) => wallTimes.format(atMs),
  };
}

function showOwnTime(session: Session, format: Format, there: Format, timeIn: string): void {
  const { item, times, startsAtMs } = session;
  for (const time of times) time.textContent = format.time(Date.parse(time.dateTime));
  const isOtherDay = format.dayKey(startsAtMs) !== there.dayKey(startsAtMs);
  const day = isOtherDay ? `${there.shortDay(startsAtMs)} ` : '';
  const beside = document.createElement('span');
  beside.className = 'there';
  beside.textContent = timeIn.replace('{time}', () => day + there.time(startsAtMs));
  item.querySelector('.when')?.append(' ', beside);
}

/** The same markup as the server's, with the visitor's days. */
function regroup(box: HTMLElement, sessions: readonly Session[], format: Format): void {
  const sections: HTMLElement[] = [];
  let list = document.createElement('ul');
  let day = '';
  for (const { item, startsAtMs } of sessions) {
    const key = format.dayKey(startsAtMs);
    if (key !== day) {
      day = key;
      list = document.createElement('ul');
      sections.push(dayOf(key, format.day(startsAtMs), list));
    }
    list.append(item);
  }
  for (const section of box.querySelectorAll('.day')) section.remove();
  box.append(...sections);
}

function dayOf(key: string, name: string, list: HTMLUListElement): HTMLElement {
  const section = document.createElement('section');
  section.className = 'day';
  const heading = document.createElement('h2');
  heading.id = `day-${key}`;
  section.setAttribute('aria-labelledby', heading.id);
  const time = document.createElement('time');
  time.dateTime = key;
  time.textContent = name;
  heading.append(time);
  section.append(heading, list);
  return section;
}

/** The page may have been made up to an hour ago. */
function tellWhatGoesOn(sessions: readonly Session[], words: string): void {
  const nowMs = performance.timeOrigin + performance.now();
  for (const { item, startsAtMs, endsAtMs } of sessions) {
    if (endsAtMs <= nowMs) {
      const section = item.closest('.day');
      item.remove();
      if (!section?.querySelector('.session')) section?.remove();
    } else if (startsAtMs <= nowMs && !item.classList.contains('cancelled')) {
      item.classList.add('now');
      const note = document.createElement('p');
      note.className = 'note';
      note.textContent = words;
      item.append(note);
    }
  }
}

/** `Manila`; a zone that names no city is the world's own time. */
function placeOf(zone: string): string {
  const parts = zone.split('/');
  const last = parts.at(-1) ?? '';
  const city = CITY_BY_OLD_NAME[last] ?? last;
  const namesCity = parts.length > 1 && parts[0] !== 'Etc' && city;
  return namesCity ? city.replaceAll('_', ' ') : 'UTC';
}
