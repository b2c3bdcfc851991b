/**
 * The practice room as a visitor meets it: the real command in a process of its own, and a real
 * browser that goes through a whole session without a teacher.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hasTool } from '../required-tool.ts';
import { CHROMIUM, launchBrowser, openPage, openRoom, type BrowserRoom } from './browser-room.ts';

const isAbleToBrowse = hasTool(CHROMIUM);

/** A whole story takes about three minutes, since sound takes its own time. */
const STORY_MS = 270_000;
const STORY_STEP_MS = 90_000;
/** Less than a test has, so that the step which never came is named. */
const STEP_MS = 30_000;
const TEST_MS = 90_000;

(isAbleToBrowse ? describe : describe.skip)('in a browser', () => {
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
    expect(pageErrors).toEqual([]);
  }, 30_000);

  const onError = (words: string): void => void pageErrors.push(words);

  async function open(width: number, stepMs = STEP_MS): Promise<Page> {
    const viewport = { width, height: 850 };
    return openPage(browser, room.url, { viewport, stepMs, onError });
  }

  test(
    'a visitor is shown a whole session without a teacher, and chooses for the room',
    async () => {
      const page = await open(1_360, STORY_STEP_MS);
      const session = page.getByRole('complementary', { name: 'The session' });
      const sound = page.getByRole('region', { name: 'The sound of the room' });
      const messages = page.getByRole('list', { name: 'Messages in Practice hall' });
      const volunteer = page.getByRole('combobox', { name: 'You are' });

      await page.getByRole('button', { name: 'Show me a session without a teacher' }).click();
      await session.getByText('I am waiting for a teacher.').first().waitFor();
      await sound.getByRole('button', { name: 'Sound is on' }).waitFor();
      await messages.getByText('No teacher has been able to join yet.').waitFor();
      await messages.getByRole('button', { name: 'Wait a little longer' }).waitFor();

      // The welcome: as words in the chat, as captions, and as sound that takes its own time.
      await sound.getByText('On behalf of CMSC, welcome to this practice session.').waitFor();
      await messages.getByText('On behalf of CMSC').waitFor();
      await says(page, 'Sound takes its own time');
      await page.locator('.bar.lit').first().waitFor();
      await sound.getByText('Each of us is responsible for our own well being.').waitFor();

      await says(page, /You are Vera now/);
      expect(await volunteer.locator('option:checked').textContent()).toBe('Vera, volunteer');
      const menu = messages.getByRole('combobox', { name: 'Choose a recording or silence' });
      await menu.selectOption({ label: await labelOf(page, /^Silence together, 10 minutes/) });
      await session.getByText('We are sitting together in silence.').waitFor();
      await messages.getByText('Only Vera can see this').waitFor();

      // When the opening bell has faded, the clock may be taken to just before the closing one.
      const next = page.getByRole('button', { name: /^Next: / });
      await sound.getByText('Something sounds in Practice hall').waitFor();
      await sound.getByText('Quiet').waitFor();
      await next.click();
      await sound.getByText('Something sounds in Practice hall').waitFor();
      await messages.getByText('What would you like to do now?').waitFor();
      // Nobody chooses again: the goodbye, and an empty chair.
      await messages.getByText('This is the end of our session.').waitFor();
      await session.getByText('The session has ended.').waitFor();
      await says(page, 'This was a session without a teacher.');
      const places = page.getByRole('navigation', { name: 'Channels and people' });
      await places.getByText('Bellkeeper', { exact: true }).waitFor({ state: 'detached' });
    },
    STORY_MS,
  );

  test(
    'a coordinator trains: people come and go, commands are completed, answers are private',
    async () => {
      const page = await open(1_360);
      const places = page.getByRole('navigation', { name: 'Channels and people' });
      const box = page.getByRole('combobox', { name: 'Message or command' });

      await places.getByRole('button', { name: /^announcements/ }).click();
      await says(page, 'Morning practice');
      await places.getByRole('combobox', { name: 'What they are' }).selectOption('teacher');
      await places.getByRole('textbox', { name: 'Name' }).fill('Mira');
      await places.getByRole('button', { name: 'Add', exact: true }).click();
      await places.getByRole('button', { name: 'Mira joins Practice hall' }).click();
      await places.getByRole('button', { name: 'Mira leaves Practice hall' }).click();
      await places.getByRole('button', { name: 'Take Mira out of the community' }).click();
      await places.getByText('Mira').waitFor({ state: 'detached' });

      // Times are those of the phone of whoever one is.
      await says(page, / for Ben in London$/);
      await page.getByRole('button', { name: 'Ben’s phone: London, English' }).click();
      const phone = page.getByRole('dialog', { name: 'Ben’s phone' });
      await phone.getByRole('combobox', { name: 'Where they are' }).selectOption('Asia/Manila');
      await phone.getByRole('combobox', { name: 'What they read' }).selectOption('Deutsch');
      await phone.getByRole('button', { name: 'Keep it so' }).click();
      await says(page, / for Ben in Manila$/);

      // A list of commands that stands open changes its language with its reader.
      await box.fill('/');
      await page.getByRole('option', { name: /^\/stille/ }).waitFor();
      const other = await open(1_360);
      await other.getByRole('button', { name: 'Ben’s phone: Manila, Deutsch' }).click();
      const samePhone = other.getByRole('dialog', { name: 'Ben’s phone' });
      await samePhone.getByRole('combobox', { name: 'What they read' }).selectOption('English');
      await samePhone.getByRole('button', { name: 'Keep it so' }).click();
      await page.getByRole('option', { name: /^\/sit/ }).waitFor();
      await other.context().close();
      await box.fill('/status');
      await box.press('Enter');
      await says(page, 'Only Ben can see this');

      await box.fill('/play');
      await page.getByRole('option', { name: /^\/play/ }).click();
      await page.getByRole('button', { name: 'Use it' }).click();
      await says(page, 'Please fill in “recording”.');
      await page.getByRole('combobox', { name: /^recording/ }).fill('kind');
      await page.getByRole('option', { name: /kindness/ }).waitFor();
      await page.getByRole('button', { name: 'Leave it' }).click();

      await places.getByRole('button', { name: /^coordinators/ }).click();
      await page.getByRole('button', { name: 'Look as Chloe' }).click();
      await box.fill('Hello from the stand-in: <b>not bold</b>');
      await box.press('Enter');
      await says(page, 'Hello from the stand-in: <b>not bold</b>');
    },
    TEST_MS,
  );

  test(
    'on a phone the columns are tabs, and nothing is wider than the screen',
    async () => {
      const page = await open(390);
      await says(page, 'A place to try everything');
      for (const tab of ['Places', 'Session', 'Messages']) {
        await page.getByRole('tab', { name: tab }).click();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      }
      await page.getByRole('tab', { name: 'Places' }).click();
      await page.getByRole('button', { name: /^Practice hall/ }).click();
      await page.getByRole('tab', { name: 'Messages', selected: true }).waitFor();
      await page.getByRole('heading', { name: 'Practice hall' }).waitFor();
    },
    TEST_MS,
  );
});

async function says(page: Page, words: RegExp | string): Promise<void> {
  await page.getByText(words).first().waitFor();
}

async function labelOf(page: Page, words: RegExp): Promise<string> {
  const labels = await page.locator('.menu option').allTextContents();
  const found = labels.find((label) => words.test(label));
  if (found === undefined) throw new Error(`The menu offers only: ${labels.join(', ')}.`);
  return found;
}
