/** The practice room as its visitors meet it: the real command, and a real browser on its page. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { RequiredTool } from '../required-tool.ts';

const CHROMIUM_PATH = '/usr/bin/chromium';

export const CHROMIUM: RequiredTool = {
  program: CHROMIUM_PATH,
  versionArgument: '--version',
  needed: 'The practice room in a browser',
  debianPackage: 'chromium',
};

export const MORNING = {
  id: 'morning',
  name: 'Morning practice',
  when: 'Mon, Tue, Wed, Thu, Fri, Sat, Sun 07:00',
  minutes: 60,
  room: 'Practice hall',
  announce: 'announcements',
};

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface BrowserRoom {
  readonly url: string;
  /** Ends the process and takes away all that it kept. */
  close(): Promise<void>;
}

/** `npm start` without a token, on any free port, in a process and a folder of its own. */
export async function openRoom(): Promise<BrowserRoom> {
  const folder = mkdtempSync(join(tmpdir(), 'bellkeeper-page-'));
  const timetablePath = join(folder, 'timetable.json');
  const timetable = { zone: 'America/Los_Angeles', series: [MORNING] };
  writeFileSync(timetablePath, JSON.stringify(timetable, null, 2));
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts')], {
    // Away from a developer's own .env, whose token would start the bot on Discord itself.
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      BELLKEEPER_DATA: folder,
      BELLKEEPER_TIMETABLE: timetablePath,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let url = '';
  let isReady = false;
  for await (const line of createInterface({ input: child.stdout })) {
    // The practice room says first where it is; the public page comes after it.
    url ||= /http:\S+/.exec(line)?.[0] ?? '';
    isReady = line.includes('is ready');
    if (isReady) break;
  }
  if (!isReady) throw new Error('The practice room ended before it was ready.');
  return {
    url,
    async close() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM_PATH,
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
}

/** The computer of whoever looks is in Manila, which no time on the page may depend on. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions & {
    readonly stepMs: number;
    /** Told whatever the page complains of. */
    readonly onError?: (words: string) => void;
  },
): Promise<Page> {
  const { onError = () => undefined } = options;
  const context = await browser.newContext({ ...options, timezoneId: 'Asia/Manila' });
  context.setDefaultTimeout(options.stepMs);
  const page = await context.newPage();
  page.on('pageerror', (error) => onError(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') onError(message.text());
  });
  await page.goto(url);
  return page;
}

export async function be(page: Page, person: string): Promise<void> {
  await page.getByRole('combobox', { name: 'You are' }).selectOption({ label: person });
}

/** Fills in a command's options by their names; one that is completed takes what is offered. */
export async function useCommand(
  page: Page,
  command: string,
  options: Readonly<Record<string, string | { readonly offered: RegExp; readonly at: number }>>,
): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Message or command' });
  await box.fill(command);
  await box.press('Escape');
  await box.press('Enter');
  const form = page.getByRole('form', { name: command });
  for (const [name, value] of Object.entries(options)) {
    const field = form.getByLabel(new RegExp(`^${name}\\s*(?:needed|may be left empty)`));
    if (typeof value === 'string') {
      await field.fill(value);
    } else {
      await field.focus();
      await form.getByRole('option', { name: value.offered }).nth(value.at).click();
    }
  }
  await form.getByRole('button', { name: 'Use it' }).click();
  await form.waitFor({ state: 'detached' });
}

/** Sets where somebody's phone is; the page acts as them afterwards. */
export async function moveTo(page: Page, name: string, zone: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name}’s phone`) }).click();
  const phone = page.getByRole('dialog', { name: `${name}’s phone` });
  await phone.getByRole('combobox', { name: 'Where they are' }).selectOption(zone);
  await phone.getByRole('button', { name: 'Keep it so' }).click();
  await phone.waitFor({ state: 'detached' });
}
