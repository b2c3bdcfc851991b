/**
 * A recording from a file on somebody's own disk to the list, in a real browser: picked or
 * dropped, prepared while one watches, heard by another coordinator, approved.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { MOST_FILE_BYTES } from '../../src/practice/page/protocol.ts';
import { canMakeSound, makeSound, makeSparse } from '../recordings/made-sound.ts';
import { hasTool } from '../required-tool.ts';
import { be, CHROMIUM, launchBrowser, openPage, openRoom, useCommand } from './browser-room.ts';
import type { BrowserRoom } from './browser-room.ts';

const isAble = hasTool(CHROMIUM) && canMakeSound('Handing a recording over in a browser');

const STEP_MS = 40_000;
const TEST_MS = 120_000;
/** Long enough that preparing it takes several of the seconds at which an answer is edited. */
const SECONDS = 240;

(isAble ? describe : describe.skip)('in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-hand-over-'));
  let room: BrowserRoom;
  let browser: Browser;
  const pageErrors: string[] = [];

  beforeAll(async () => {
    room = await openRoom();
    browser = await launchBrowser();
  }, 30_000);

  afterAll(async () => {
    await browser.close();
    await room.close();
    rmSync(folder, { recursive: true });
    expect(pageErrors).toEqual([]);
  }, 30_000);

  const onError = (words: string): void => void pageErrors.push(words);

  async function open(width: number): Promise<Page> {
    const viewport = { width, height: 850 };
    const page = await openPage(browser, room.url, { viewport, stepMs: STEP_MS, onError });
    if (width < 600) await page.getByRole('tab', { name: 'Places' }).click();
    await page.getByRole('button', { name: /^announcements/ }).click();
    await be(page, 'Chloe, coordinator');
    return page;
  }

  test(
    'a file is picked, prepared while one watches, heard and approved by somebody else',
    async () => {
      const path = makeSound(join(folder, 'Ein bißchen Güte.mp3'), { seconds: SECONDS });
      const page = await open(1_360);
      const messages = page.getByRole('list', { name: 'Messages in #announcements' });
      const form = await openAdd(page);
      await form.getByRole('button', { name: 'Use it' }).click();
      await form.getByText('Please fill in “title”.').waitFor();

      await pick(page, form, path);
      await form.getByText(/^Ein bißchen Güte\.mp3, [\d.]+ MB$/).waitFor();
      await form.getByLabel(/^title/).fill('A little kindness');
      await form.getByLabel(/^language/).fill('en');
      await form.getByRole('button', { name: 'Use it' }).click();
      await messages.getByText(/^I am preparing A little kindness \(\d+ %\)/).waitFor();
      await messages.getByText('A little kindness is prepared. It is 4:00 long.').waitFor();

      const places = page.getByRole('navigation', { name: 'Channels and people' });
      await places.getByRole('combobox', { name: 'What they are' }).selectOption('coordinator');
      await places.getByRole('textbox', { name: 'Name' }).fill('Nora');
      await places.getByRole('button', { name: 'Add', exact: true }).click();
      await be(page, 'Nora, coordinator');
      const choice = { recording: { offered: /^A little kindness/, at: 0 } };
      await useCommand(page, '/recording approve', choice);
      expect(await hearFromTheMiddle(messages.locator('audio'))).toBeCloseTo(SECONDS, 0);
      await messages.getByRole('button', { name: 'I have listened, approve it' }).click();
      await messages.getByText('A little kindness is approved').waitFor();
    },
    TEST_MS,
  );

  test(
    'a file may be dropped, taken out again, and is refused in words when it is too large',
    async () => {
      const huge = join(folder, 'huge.wav');
      makeSparse(huge, Buffer.from('RIFF'), MOST_FILE_BYTES + 1);
      const page = await open(390);
      const form = await openAdd(page);
      await pick(page, form, huge);
      const tooLarge = form.getByText(/^That file is larger than Discord takes: 500 MB at most/);
      await tooLarge.first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await form.getByRole('button', { name: 'Take the file out of “file”' }).click();
      await form.getByText('or drop it here').waitFor();

      await drop(page, form.locator('.drop-place'), 'dropped.mp3');
      await form.getByText('dropped.mp3, 5 bytes').waitFor();
      // Beside its place a file is not taken, and the page stays.
      await drop(page, page.locator('#talk-head'), 'stray.mp3');
      await form.getByText('dropped.mp3, 5 bytes').waitFor();

      await form.getByLabel(/^title/).fill('Not a sound');
      await form.getByLabel(/^language/).fill('en');
      await form.getByRole('button', { name: 'Use it' }).click();
      await page.getByText('This is no sound file, whatever its name says.').first().waitFor();
    },
    TEST_MS,
  );
});

async function openAdd(page: Page): Promise<Locator> {
  const box = page.getByRole('combobox', { name: 'Message or command' });
  await box.fill('/recording add');
  await box.press('Escape');
  await box.press('Enter');
  const form = page.getByRole('form', { name: '/recording add' });
  await form.waitFor();
  return form;
}

/** Through the browser's own window for files, as a person does. */
async function pick(page: Page, form: Locator, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await form.getByLabel(/^file/).click();
  await (await chooser).setFiles(path);
}

/** What the browser tells the page while somebody drags a file over a place and lets it go there. */
async function drop(page: Page, place: Locator, name: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    `(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['sound'], ${JSON.stringify(name)}));
      return transfer;
    })()`,
  );
  await place.dispatchEvent('dragover', { dataTransfer });
  await place.dispatchEvent('drop', { dataTransfer });
}

/** Resolves with the length in seconds once the sound plays on from its middle. */
function hearFromTheMiddle(audio: Locator): Promise<number> {
  return audio.evaluate(async (element) => {
    const player = element as unknown as {
      duration: number;
      currentTime: number;
      load(): void;
      play(): Promise<void>;
      addEventListener(name: string, listener: () => void): void;
    };
    const heard = (name: string) =>
      new Promise<void>((resolve) => player.addEventListener(name, resolve));
    const begun = heard('playing');
    await player.play();
    await begun;
    const sought = heard('seeked');
    player.currentTime = player.duration / 2;
    await sought;
    await heard('timeupdate');
    return player.duration;
  });
}
