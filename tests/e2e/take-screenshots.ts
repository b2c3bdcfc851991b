/**
 * Takes the README's pictures from the practice room as it is: `node tests/e2e/take-screenshots.ts`,
 * with Chromium and ffmpeg installed. It takes about two minutes, and writes data/readme/*.webp.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pictures = join(root, 'data/readme');
/** The story runs at 20 times the speed, but its sound takes its own time. */
const STEP_TIMEOUT_MS = 120_000;

const morning = {
  id: 'morning',
  name: 'Morning practice',
  when: 'daily 07:00',
  minutes: 60,
  room: 'Practice hall',
  announce: 'announcements',
};
const goodTimetable = { zone: 'America/Los_Angeles', series: [morning] };
const { announce, ...withoutAnnounce } = morning;
const badTimetable = {
  ...goodTimetable,
  series: [
    {
      ...withoutAnnounce,
      when: 'Mon, Wed, Fri 7',
      anounce: announce,
      reminders: ['1 hour'],
      ifNobodyChooses: 'silence 45',
    },
  ],
};

interface Room {
  readonly url: string;
  readonly timetablePath: string;
  close(): void;
}

/** The practice room as `npm start` opens it, on any free port, with a timetable of its own. */
async function openRoom(): Promise<Room> {
  const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-screenshots-'));
  const timetablePath = join(folder, 'timetable.json');
  writeFileSync(timetablePath, JSON.stringify(goodTimetable, null, 2));
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      DISCORD_TOKEN: '',
      PORT: '0',
      BELLKEEPER_TIMETABLE: timetablePath,
      BELLKEEPER_DATA: folder,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = /http:\S+/.exec(line)?.[0] ?? url;
    if (line.includes('is ready')) break;
  }
  return {
    url,
    timetablePath,
    close() {
      child.kill('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openPage(browser: Browser, url: string, options: BrowserContextOptions) {
  const context = await browser.newContext({ ...options, timezoneId: 'Asia/Manila' });
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** As WebP, which is a quarter of the size of PNG. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  const input = await page.screenshot({ animations: 'disabled' });
  const asWebp = ['-f', 'image2pipe', '-i', '-', '-c:v', 'libwebp', '-quality', '86'];
  const output = join(pictures, `${name}.webp`);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...asWebp, output], { input });
}

async function takeAll(browser: Browser, room: Room): Promise<void> {
  const desktop = { viewport: { width: 1280, height: 800 }, colorScheme: 'light' } as const;
  const page = await openPage(browser, room.url, desktop);
  await page.getByRole('button', { name: 'Show me a session without a teacher' }).first().click();
  await page.locator('#sound').getByText('We are all welcome').waitFor();
  await page.locator('#sound .bar.lit').nth(7).waitFor();
  await take(page, 'practice-room');

  await page.locator('#story').getByText('You are Vera now').waitFor();
  const menu = page.getByRole('combobox', { name: 'Choose a recording or silence' }).last();
  await menu.selectOption('recording:sample-self-kindness');
  await page.locator('#talk-body').getByText('We listen to').waitFor();

  const phone = { viewport: { width: 390, height: 780 }, colorScheme: 'dark' } as const;
  const small = await openPage(browser, room.url, phone);
  await small.getByRole('tab', { name: 'Places' }).click();
  await small.getByRole('button', { name: 'Practice hall', exact: true }).click();
  await small.locator('#talk-body').getByText('We listen to').waitFor();
  await take(small, 'phone');

  writeFileSync(room.timetablePath, JSON.stringify(badTimetable, null, 2));
  await page
    .getByRole('combobox', { name: 'You are' })
    .selectOption({ label: 'Chloe, coordinator' });
  await page.getByRole('button', { name: 'coordinators' }).click();
  await page.locator('#talk-body').getByText('The timetable has').waitFor();
  await take(page, 'coordinators');
}

mkdirSync(pictures, { recursive: true });
const room = await openRoom();
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
  ],
});
try {
  await takeAll(browser, room);
} finally {
  await browser.close();
  room.close();
}
