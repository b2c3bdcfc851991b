import { expect, test } from '@jest/globals';
import guidelines from '../../commands/guidelines.ts';
import recordings from '../../commands/recordings.ts';
import sessions from '../../commands/sessions.ts';
import status from '../../commands/status.ts';
import type { Answer } from '../../src/app/command.ts';
import { TROUBLE_CODES, type Trouble } from '../../src/app/health.ts';
import type { Message } from '../../src/app/ports.ts';
import type { Audience } from '../../src/app/refusal.ts';
import { asId, type ChannelId, type RecordingId, type UserId } from '../../src/domain/identity.ts';
import { preflightLine } from '../../src/domain/preflight.ts';
import { discordTime, MESSAGE_LIMIT } from '../../src/texts/discord-format.ts';
import { textsFor } from '../../src/texts/languages.ts';
import {
  aCaller,
  aRecording,
  aSession,
  createFakeCommandApp,
  MINUTE_MS,
  START_MS,
} from './fake-command-app.ts';

const texts = textsFor('en');
const caller = aCaller();
const input = { caller, options: {} };

function messageOf(answer: Answer | undefined): Message {
  if (answer?.kind !== 'reply') throw new Error(`No reply: ${JSON.stringify(answer)}`);
  expect(answer.message.text.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
  return answer.message;
}

test('/sessions shows the next ones in both times, and the button shows the same', async () => {
  const app = createFakeCommandApp({
    sessions: Array.from({ length: 30 }, (_, day) => aSession(day)),
  });
  const { text } = messageOf(await sessions.run(input, app));
  expect(text).toContain(discordTime(START_MS, 'F'));
  expect(text).toContain(texts.time.dayAndTime('America/Los_Angeles', START_MS));
  expect(text.split('\n')).toHaveLength(9);
  const press = { caller, marker: '-', occurrenceId: null, subject: null, values: [] };
  expect(messageOf(await sessions.buttons?.['sessions']?.run(press, app)).text).toBe(text);
});

test('/sessions without a session', async () => {
  const app = createFakeCommandApp({ sessions: [] });
  expect(messageOf(await sessions.run(input, app)).text).toBe(texts.answers.noSessions());
});

test('/guidelines shows every point in order', async () => {
  const points = [
    { title: 'First', text: 'One.' },
    { title: 'Second', text: 'Two.' },
  ];
  const app = createFakeCommandApp({ guidelines: points });
  expect(messageOf(await guidelines.run(input, app)).text).toBe(
    texts.answers.guidelines({ points }),
  );
});

test('/recordings shows only what is approved, and fits even with 5,000', async () => {
  const shown = aRecording();
  const hidden = aRecording({
    id: asId<RecordingId>('hidden'),
    title: 'Not yet',
    status: 'proposed',
  });
  const app = createFakeCommandApp({ recordings: [shown, hidden] });
  expect(messageOf(await recordings.run(input, app)).text).toBe(
    texts.answers.recordings({ recordings: [shown] }),
  );
  const many = Array.from({ length: 5_000 }, (_, index) =>
    aRecording({ id: asId<RecordingId>(`r${index}`), title: '*'.repeat(300) }),
  );
  messageOf(await recordings.run(input, createFakeCommandApp({ recordings: many })));
  const none = createFakeCommandApp({ recordings: [] });
  expect(messageOf(await recordings.run(input, none)).text).toBe(texts.answers.noRecordings());
});

test('/status tells what, who, why and what comes next', async () => {
  const app = createFakeCommandApp();
  const before = messageOf(await status.run(input, app)).text;
  expect(before).toContain(texts.status.whyUntouched());
  app.happens(START_MS, { type: 'clockReached' });
  const presence = { teachers: 0, listeners: 2 };
  app.happens(START_MS + MINUTE_MS, { type: 'presenceChanged', presence });
  const { text } = messageOf(await status.run({ ...input, caller: aCaller('volunteer') }, app));
  const { labels } = texts.status;
  for (const label of Object.values(labels)) expect(text).toContain(`**${label()}:**`);
  expect(text).toContain(texts.status.expected({ kind: 'expected' }));
  expect(text).toContain(texts.status.seen(presence));
  expect(text).toContain(texts.status.why.started());
  expect(text).toContain(discordTime(START_MS + 5 * MINUTE_MS, 't'));
  const log = text.split('\n').filter((line) => line.startsWith('- '));
  expect(log).toHaveLength(2);
});

test('/status names the teachers of the series, and what is played', async () => {
  const { occurrence, series } = aSession();
  const teacherIds = [asId<UserId>('300000000000000001')];
  const app = createFakeCommandApp({
    sessions: [{ occurrence, series: { ...series, teacherIds } }],
  });
  app.happens(START_MS, { type: 'clockReached' });
  app.happens(START_MS, { type: 'presenceChanged', presence: { teachers: 0, listeners: 1 } });
  app.happens(START_MS, {
    type: 'chose',
    choice: { kind: 'recording', recordingId: asId<RecordingId>('little-kindness') },
    by: caller.userId,
  });
  const { text } = messageOf(await status.run(input, app));
  expect(text).toContain('<@300000000000000001>');
  expect(text).toContain('A little kindness');
});

async function asked(world: Parameters<typeof createFakeCommandApp>[0], ...roles: Audience[]) {
  const app = createFakeCommandApp(world);
  return messageOf(await status.run({ ...input, caller: aCaller(...roles) }, app)).text;
}

test('/status tells coordinators what was found when everything was looked over', async () => {
  const report = { atMs: START_MS, lines: [preflightLine('FFMPEG_MISSING', {})] };
  const found = texts.preflight.status(report, MESSAGE_LIMIT);
  expect(await asked({ preflight: report }, 'coordinator')).toContain(found);
  expect(await asked({ preflight: report, sessions: [] }, 'coordinator')).toContain(found);
  expect(await asked({ preflight: report }, 'volunteer')).not.toContain(found);
  const channel = { channelId: asId<ChannelId>('1'), name: 'hall' };
  const many = Array.from({ length: 60 }, () =>
    preflightLine('PERMISSIONS_MISSING', { channel, missing: ['SendMessages'] }),
  );
  const long = await asked({ preflight: { atMs: START_MS, lines: many } }, 'coordinator');
  expect(long).toMatch(/And \d+ more\.$/);
});

test('/status stays short when much has happened', async () => {
  const app = createFakeCommandApp({ recordings: [aRecording({ title: '_'.repeat(400) })] });
  app.happens(START_MS, { type: 'clockReached' });
  for (let count = 1; count <= 60; count += 1) {
    const presence = { teachers: count % 2, listeners: count };
    app.happens(START_MS + count * 1_000, { type: 'presenceChanged', presence });
  }
  const { text } = messageOf(await status.run({ ...input, caller: aCaller('volunteer') }, app));
  expect(text.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(8);
});

test('the fake has no member that the contract lacks', () => {
  expect(() => Reflect.get(createFakeCommandApp(), 'upcomming')).toThrow('no upcomming');
});

test('/status tells coordinators what is in the way now, and nobody else', async () => {
  const troubles = TROUBLE_CODES.map((code, at): Trouble => {
    return { code, sinceMs: START_MS + at * MINUTE_MS, stopsWork: true };
  });
  const one = await asked({ troubles: troubles.slice(1, 2) }, 'coordinator');
  expect(one).toContain(
    `${texts.health.heading()}\n- ${texts.health.trouble.GATEWAY_AWAY()} (since ${discordTime(START_MS + MINUTE_MS, 'f')})`,
  );
  expect(await asked({ troubles }, 'coordinator')).toContain(texts.health.heading());
  expect(await asked({ troubles, sessions: [] }, 'coordinator')).toContain(texts.health.heading());
  for (const role of ['volunteer', 'everyone'] as const) {
    expect(await asked({ troubles }, role)).not.toContain(texts.health.heading());
  }
  // Nothing is in the way, or it is told by the lines of what was looked over.
  const failed = troubles.filter(({ code }) => code === 'PREFLIGHT_FAILED');
  expect(await asked({ troubles: failed }, 'coordinator')).not.toContain(texts.health.heading());
  expect(await asked({}, 'coordinator')).not.toContain(texts.health.heading());
});
