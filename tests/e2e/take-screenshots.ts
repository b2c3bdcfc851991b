/**
 * Takes the README's pictures from the practice room and the public page as they are:
 * `node tests/e2e/take-screenshots.ts`, with Chromium and ffmpeg installed. It takes about two
 * minutes, and writes data/readme/*.webp.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { HeatMapData } from '../../src/domain/popularity.ts';
import { createPictures } from '../../src/pictures/pictures.ts';
import { popularity } from '../../src/texts/en/popularity.ts';
import { startWebServer } from '../../src/web/web-server.ts';
import { DAY_MS, HOUR_MS, NOW_MS, plainSession, plainTimetable } from '../web/plain-timetable.ts';
import { be, launchBrowser, openPage, openRoom, useCommand } from './browser-room.ts';

const pictures = fileURLToPath(new URL('../../data/readme', import.meta.url));
/** The story runs at 20 times the speed, but its sound takes its own time. */
const stepMs = 120_000;
const desktop = { viewport: { width: 1280, height: 800 }, colorScheme: 'light', stepMs } as const;
const phone = { viewport: { width: 390, height: 780 }, colorScheme: 'dark', stepMs } as const;

async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  keep(await page.screenshot({ animations: 'disabled' }), name);
}

/** As WebP, which is a quarter of the size of PNG; what was drawn keeps its clear corners. */
function keep(input: Uint8Array, name: string, quality = ['-quality', '86']): void {
  const asWebp = ['-f', 'image2pipe', '-i', '-', '-c:v', 'libwebp', ...quality];
  const output = join(pictures, `${name}.webp`);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...asWebp, output], { input });
}

function places(page: Page) {
  return page.getByRole('navigation', { name: 'Channels and people' });
}

/** A series is added and one session of it moved, as a coordinator and as a participant see it. */
async function takeTimetable(browser: Browser, url: string): Promise<void> {
  const page = await openPage(browser, url, desktop);
  await places(page)
    .getByRole('button', { name: /^announcements/ })
    .click();
  const messages = page.getByRole('list', { name: 'Messages in #announcements' });
  await be(page, 'Chloe, coordinator');
  await useCommand(page, '/schedule add', {
    name: 'Evening sitting',
    when: 'Mon, Wed, Fri 18:30',
    minutes: '40',
    room: 'Practice hall',
    announce: 'announcements',
  });
  await messages.getByRole('button', { name: 'Confirm' }).click();
  await messages.getByText('Evening sitting is in the timetable.').waitFor();
  for (const who of ['Ana, teacher', 'Ben, volunteer', 'Dev, participant']) {
    await be(page, who);
    await useCommand(page, '/signup', { session: { offered: /^Evening sitting/, at: 0 } });
    await messages.getByText('You are signed up for').waitFor();
  }
  await be(page, 'Chloe, coordinator');
  const second = { offered: /^Evening sitting/, at: 1 };
  await useCommand(page, '/schedule move', { session: second, to: '17:00' });
  await messages.getByText('3 people are signed up.').waitFor();
  await take(page, 'schedule');

  await messages.getByRole('button', { name: 'Confirm' }).last().click();
  await page.getByRole('radio', { name: '20 times faster' }).check({ force: true });
  await places(page).locator('.thread-list button').first().waitFor();
  await page.getByRole('radio', { name: 'Real time' }).check({ force: true });
  await be(page, 'Dev, participant');
  await places(page).locator('.thread-list button').first().click();
  await page.locator('.message.rings').first().waitFor();
  await take(page, 'change');
}

async function takeStory(browser: Browser, url: string): Promise<void> {
  const page = await openPage(browser, url, desktop);
  await page.getByRole('button', { name: 'Show me a session without a teacher' }).first().click();
  await page.locator('#sound').getByText('We are all welcome').waitFor();
  await page.locator('#sound .bar.lit').nth(7).waitFor();
  await take(page, 'practice-room');

  await page.locator('#story').getByText('You are Vera now').waitFor();
  const menu = page.getByRole('combobox', { name: 'Choose a recording or silence' }).last();
  await menu.selectOption('recording:sample-self-kindness');
  await page.locator('#talk-body').getByText('We listen to').waitFor();

  const small = await openPage(browser, url, phone);
  await small.getByRole('tab', { name: 'Places' }).click();
  await small.getByRole('button', { name: 'Practice hall', exact: true }).click();
  await small.locator('#talk-body').getByText('We listen to').waitFor();
  await take(small, 'phone');
}

/** Two weeks of three series, one session moved and one cancelled. */
function someSessions() {
  return Array.from({ length: 14 }, (_, day) => {
    const startsAtMs = NOW_MS + day * DAY_MS - 2 * HOUR_MS;
    const morning = { startsAtMs, id: `morning@${day}`, cancelled: day === 3, sequence: 1 };
    const evening = {
      startsAtMs: startsAtMs + 11.5 * HOUR_MS,
      id: `evening@${day}`,
      seriesName: 'Evening sitting',
      isMoved: day === 2,
    };
    return day % 2 === 1 ? [plainSession(morning)] : [plainSession(evening)];
  }).flat();
}

async function takePublicPage(browser: Browser): Promise<void> {
  const timetable = plainTimetable(someSessions(), { communityName: 'Morning Sangha' });
  const server = await startWebServer({
    port: 0,
    publicUrl: 'https://practice.example.org',
    joinUrl: 'https://discord.gg/example',
    health: () => ({ isReady: true, reasons: [] }),
    nowMs: () => NOW_MS,
    timetable: () => timetable,
  });
  try {
    const viewport = { width: 1100, height: 820 };
    const page = await openPage(browser, server.url, { ...desktop, viewport, locale: 'en-US' });
    await page.getByText('All times are your own, as in Manila').waitFor();
    await take(page, 'public-page');
  } finally {
    await server.close();
  }
}

/** Of how many people might have come to some series in twelve weeks. */
const POPULARITY: HeatMapData = {
  fromDate: '2026-08-31',
  toDate: '2026-11-22',
  zone: 'America/Los_Angeles',
  slots: [
    { weekday: 1, hour: 7, present: 9, sessions: 12 },
    { weekday: 3, hour: 7, present: 8, sessions: 12 },
    { weekday: 5, hour: 7, present: 5, sessions: 12 },
    { weekday: 6, hour: 9, present: 1.5, sessions: 3 },
    { weekday: 7, hour: 16, present: 12, sessions: 6 },
    { weekday: 2, hour: 18, present: 6, sessions: 12 },
    { weekday: 4, hour: 18, present: 3.4, sessions: 12 },
  ],
};

async function takePopularity(): Promise<void> {
  const picture = await createPictures().renderHeatMap(POPULARITY, popularity);
  keep(picture, 'popularity', ['-lossless', '1']);
}

mkdirSync(pictures, { recursive: true });
const browser = await launchBrowser();
try {
  await takePopularity();
  await takePublicPage(browser);
  for (const takePictures of [takeTimetable, takeStory]) {
    const room = await openRoom();
    try {
      await takePictures(browser, room.url);
    } finally {
      await room.close();
    }
  }
} finally {
  await browser.close();
}
