/**
 * A coordinator adds a weekly series in words, three people in different places of the world sign
 * up, one session is moved, and each of them is told the old and the new time of their own place.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { hasTool } from '../required-tool.ts';
import {
  be,
  CHROMIUM,
  launchBrowser,
  moveTo,
  openPage,
  openRoom,
  useCommand,
  type BrowserRoom,
} from './browser-room.ts';

const isAbleToBrowse = hasTool(CHROMIUM);
const STEP_MS = 60_000;

const PEOPLE = [
  { who: 'Ana, teacher', zone: 'America/New_York' },
  { who: 'Ben, volunteer', zone: 'Asia/Kolkata' },
  { who: 'Dev, participant', zone: 'Asia/Manila' },
] as const;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  ['January', 'February', 'March', 'April', 'May', 'June'],
  ['July', 'August', 'September', 'October', 'November', 'December'],
].flat();

/** "Thursday, November 26, 2026 at 5:00 pm", put together without the page's own formatting. */
function longTime(atMs: number, zone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  const { dayOfWeek, month, day, year, hour, minute } = at;
  const clock = `${hour % 12 || 12}:${String(minute).padStart(2, '0')}`;
  const half = hour < 12 ? 'am' : 'pm';
  return `${DAYS[dayOfWeek - 1]}, ${MONTHS[month - 1]} ${day}, ${year} at ${clock} ${half}`;
}

function wallTime(atMs: number, zone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  return at.toPlainTime().toString({ smallestUnit: 'minute' });
}

/** The instants that a message names. */
async function instantsIn(message: Locator): Promise<number[]> {
  const times = await message.locator('time.stamp').all();
  return Promise.all(times.map(async (time) => Number(await time.getAttribute('data-at'))));
}

(isAbleToBrowse ? describe : describe.skip)('in a browser', () => {
  let room: BrowserRoom;
  let browser: Browser;

  beforeAll(async () => {
    room = await openRoom();
    browser = await launchBrowser();
  }, 30_000);

  afterAll(async () => {
    await browser.close();
    await room.close();
  }, 30_000);

  test(
    'a session is moved, and three people see both times as their own clocks show them',
    async () => {
      const pageErrors: string[] = [];
      const page = await openPage(browser, room.url, {
        viewport: { width: 1_360, height: 850 },
        stepMs: STEP_MS,
        onError: (words) => pageErrors.push(words),
      });
      const places = page.getByRole('navigation', { name: 'Channels and people' });
      const messages = page.getByRole('list', { name: 'Messages in #announcements' });
      const confirm = messages.getByRole('button', { name: 'Confirm' });

      await places.getByRole('button', { name: /^announcements/ }).click();
      await moveTo(page, 'Ben', 'Asia/Kolkata');
      await be(page, 'Chloe, coordinator');
      await useCommand(page, '/schedule add', {
        name: 'Evening sitting',
        when: 'Mon, Tue, Wed, Thu, Fri, Sat, Sun 18:30',
        minutes: '40',
        room: 'Practice hall',
        announce: 'announcements',
      });
      await confirm.click();
      await messages.getByText('Evening sitting is in the timetable.').waitFor();

      for (const { who } of PEOPLE) {
        await be(page, who);
        await useCommand(page, '/signup', { session: { offered: /^Evening sitting/, at: 0 } });
        await messages.getByText('You are signed up for').waitFor();
      }

      await be(page, 'Chloe, coordinator');
      const second = { offered: /^Evening sitting/, at: 1 };
      await useCommand(page, '/schedule move', { session: second, to: '17:00' });
      await messages.getByText('3 people are signed up.').waitFor();
      await confirm.last().click();
      await page.getByRole('radio', { name: '20 times faster' }).check({ force: true });

      const notice = messages.getByRole('listitem').filter({ hasText: 'has moved' }).last();
      const thread = places.locator('.thread-list button').first();
      await thread.waitFor();
      const instants: number[][] = [];
      for (const { who, zone } of PEOPLE) {
        await be(page, who);
        const told = (await instantsIn(notice)).slice(-2);
        expect(told).toHaveLength(2);
        for (const atMs of told) {
          // The page is told a moment later who looks now.
          const shown = notice.locator(`time.stamp[data-at="${atMs}"]`).last();
          await shown.filter({ hasText: longTime(atMs, zone) }).waitFor();
        }
        instants.push(told);
        // Whoever signed up is called by name in the notice's own thread.
        await thread.click();
        await page.locator('.message.rings').first().waitFor();
        await places.getByRole('button', { name: /^announcements/ }).click();
      }
      const [first = []] = instants;
      expect(instants).toEqual([first, first, first]);
      expect(first.map((atMs) => wallTime(atMs, 'America/Los_Angeles'))).toEqual([
        '18:30',
        '17:00',
      ]);
      expect(pageErrors).toEqual([]);
    },
    3 * STEP_MS,
  );
});
