/** The public page as visitors meet it, in a real browser in other zones, and without its script. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { startWebServer, type WebServer } from '../../src/web/web-server.ts';
import { hasTool } from '../required-tool.ts';
import {
  HOUR_MS,
  NOW_MS,
  plainSession,
  plainTimetable,
  type PlainTimetable,
} from './plain-timetable.ts';

const CHROMIUM = '/usr/bin/chromium';
const isAbleToBrowse = hasTool({
  program: CHROMIUM,
  versionArgument: '--version',
  needed: 'The public page in a browser',
  debianPackage: 'chromium',
});

const BROWSER_MS = 30_000;

const sessions = [
  plainSession({ id: 'goes-on', startsAtMs: NOW_MS - HOUR_MS / 2, seriesName: 'Day practice' }),
  // Of the hour that the server still shows.
  plainSession({
    id: 'over',
    startsAtMs: NOW_MS - HOUR_MS,
    endsAtMs: NOW_MS + HOUR_MS / 4,
    seriesName: 'Short practice',
  }),
  plainSession({
    id: 'evening',
    startsAtMs: Date.UTC(2026, 10, 25, 2, 30),
    seriesName: 'Evening practice',
  }),
  plainSession({ id: 'morning', startsAtMs: Date.UTC(2026, 10, 25, 15) }),
  plainSession({ id: 'cancelled', startsAtMs: Date.UTC(2026, 10, 27, 15), cancelled: true }),
  plainSession({ id: 'moved', startsAtMs: Date.UTC(2026, 10, 30, 15), isMoved: true }),
];

/** What a visitor reads of the timetable: days, and under each its sessions, line by line. */
async function readTimetable(page: Page): Promise<string[]> {
  const texts = await page.locator('#sessions h2, #sessions li > *').allInnerTexts();
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

(isAbleToBrowse ? describe : describe.skip)('in a browser', () => {
  let timetable: PlainTimetable;
  let server: WebServer;
  let browser: Browser;
  const pageErrors: string[] = [];

  beforeAll(async () => {
    timetable = plainTimetable(sessions);
    server = await startWebServer({
      port: 0,
      health: () => ({ isReady: true, reasons: [] }),
      timetable: () => timetable,
      nowMs: () => NOW_MS,
      publicUrl: null,
    });
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, BROWSER_MS);

  afterAll(async () => {
    await browser.close();
    await server.close();
    expect(pageErrors).toEqual([]);
  }, BROWSER_MS);

  /** The browser's own clock stands 20 minutes after the server's. */
  async function open(path: string, options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-GB', ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => pageErrors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') pageErrors.push(message.text());
    });
    await page.addInitScript(
      (nowMs) => {
        Object.defineProperty(performance, 'timeOrigin', { value: nowMs - performance.now() });
      },
      NOW_MS + HOUR_MS / 3,
    );
    await page.goto(new URL(path, server.url).href);
    return page;
  }

  test(
    'a visitor in Manila reads own days and times, and Los Angeles time beside them',
    async () => {
      const page = await open('/en', { timezoneId: 'Asia/Manila', locale: 'en-US' });
      expect(await page.locator('#zone').innerText()).toBe(
        'All times are your own, as in Manila. The time in Los Angeles stands beside them.',
      );
      expect(await readTimetable(page)).toEqual([
        'Wednesday, November 25',
        '12:30 AM – 1:30 AM Tue 8:30 AM in Los Angeles',
        'Day practice',
        'in Practice hall',
        'It is going on now.',
        '10:30 AM – 11:30 AM Tue 6:30 PM in Los Angeles',
        'Evening practice',
        'in Practice hall',
        '11:00 PM – 12:00 AM 7:00 AM in Los Angeles',
        'Morning practice',
        'in Practice hall',
        'Friday, November 27',
        '11:00 PM – 12:00 AM 7:00 AM in Los Angeles',
        'Morning practice',
        'in Practice hall',
        'Cancelled: this session does not take place.',
        'Monday, November 30',
        '11:00 PM – 12:00 AM 7:00 AM in Los Angeles',
        'Morning practice',
        'in Practice hall',
        'Moved: this is not its usual time.',
      ]);
      const days = page.locator('section.day > h2 > time');
      expect(
        await days.evaluateAll((all) => all.map((day) => day.getAttribute('datetime'))),
      ).toEqual(['2026-11-25', '2026-11-27', '2026-11-30']);
      // Each list is named by its day for whoever hears the page.
      const wednesday = page.getByRole('region', { name: 'Wednesday, November 25' });
      expect(await wednesday.getByRole('listitem').count()).toBe(3);
    },
    BROWSER_MS,
  );

  test(
    'without a script the page is whole, in the time of the timetable',
    async () => {
      const page = await open('/en', { timezoneId: 'Asia/Manila', javaScriptEnabled: false });
      expect(await page.locator('#zone').innerText()).toBe('All times are Los Angeles time.');
      const lines = await readTimetable(page);
      expect(lines.slice(0, 8)).toEqual([
        'Tuesday 24 November',
        '8:00 am – 9:15 am',
        'Short practice',
        'in Practice hall',
        '8:30 am – 9:30 am',
        'Day practice',
        'in Practice hall',
        '6:30 pm – 7:30 pm',
      ]);
      expect(lines.slice(-5)).toEqual([
        'Monday 30 November',
        '7:00 am – 8:00 am',
        'Morning practice',
        'in Practice hall',
        'Moved: this is not its usual time.',
      ]);
    },
    BROWSER_MS,
  );

  test(
    'in a zone with the same clocks nothing stands twice',
    async () => {
      const page = await open('/en', { timezoneId: 'America/Tijuana' });
      await page.getByText('All times are your own, the same as in Los Angeles.').waitFor();
      expect(await page.locator('.there').count()).toBe(0);
      await page.getByText('It is going on now.').waitFor();
      expect(await page.getByText('Short practice').count()).toBe(0);
    },
    BROWSER_MS,
  );

  test.each([
    ['/de', 'Asia/Calcutta', 'wie in Kolkata', 'Di 18:30 in Los Angeles'],
    ['/es', 'Europe/Madrid', 'las de Madrid', 'mar 18:30 en Los Ángeles'],
    ['/fr', 'UTC', 'celles de UTC', 'mar. 18:30 à Los Angeles'],
  ])(
    '%s speaks one language throughout, in %s',
    async (path, timezoneId, zone, beside) => {
      const page = await open(path, { timezoneId });
      await page.locator('#zone').getByText(zone).waitFor();
      expect(await page.locator('#evening .there').innerText()).toBe(beside);
    },
    BROWSER_MS,
  );

  test(
    'the keyboard reaches the sessions first, past everything else',
    async () => {
      const page = await open('/en', { timezoneId: 'Asia/Manila' });
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Go to the sessions');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('sessions');
    },
    BROWSER_MS,
  );

  test(
    'on a phone nothing is wider than the screen, not even a name without an end',
    async () => {
      const before = timetable.sessions;
      timetable.sessions = [...before, plainSession({ id: 'x', seriesName: 'Stille'.repeat(90) })];
      for (const path of ['/en', '/de', '/es', '/fr']) {
        const page = await open(path, {
          timezoneId: 'Asia/Manila',
          viewport: { width: 320, height: 640 },
        });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      }
      timetable.sessions = before;
    },
    BROWSER_MS,
  );

  test.each(['light', 'dark'] as const)(
    'every word stands out from its ground, in the %s',
    async (colorScheme) => {
      const page = await open('/en', { timezoneId: 'Asia/Manila', colorScheme });
      expect(await lowestContrast(page)).toBeGreaterThanOrEqual(4.5);
    },
    BROWSER_MS,
  );

  test(
    'another language is one click away',
    async () => {
      const page = await open('/es', { timezoneId: 'Europe/Madrid' });
      await page.getByRole('link', { name: 'Français' }).click();
      await page.getByRole('heading', { name: 'Séances de pratique' }).waitFor();
    },
    BROWSER_MS,
  );
});

/** Runs in the page: the colour of every text, and the grounds below it, the nearest first. */
const COLOURS = `[...document.body.querySelectorAll('*')]
  .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((element) => {
    const grounds = [];
    for (let each = element; each; each = each.parentElement) {
      grounds.push(getComputedStyle(each).backgroundColor);
    }
    return [getComputedStyle(element).color, ...grounds];
  })`;

/** WCAG's ratio of the text that stands out least. */
async function lowestContrast(page: Page): Promise<number> {
  const texts: string[][] = await page.evaluate(COLOURS);
  expect(texts.length).toBeGreaterThan(30);
  const ratios = texts.map(([text = '', ...grounds]) => {
    const ground = grounds.find((colour) => channelsOf(colour)[3] !== 0) ?? 'rgb(255, 255, 255)';
    const [dark = 0, light = 0] = [text, ground].map(luminanceOf).toSorted((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  });
  return Math.min(...ratios);
}

/** Of `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0)`. */
function channelsOf(colour: string): number[] {
  return (colour.match(/[\d.]+/g) ?? []).map(Number);
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
