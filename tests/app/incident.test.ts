/** What coordinators are told of an error, and the log, have the same code. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addAlert } from '../../src/app/coordinator-alerts.ts';
import { messageOf } from '../../src/app/messages.ts';
import { WHOLE_GUILD, type Due } from '../../src/app/ports.ts';
import { asId, type ChannelId, type GuildId, type UserId } from '../../src/domain/identity.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import { createFakeRoles } from '../discord/fake-roles.ts';
import { createManualClock } from '../manual-clock.ts';
import { createFakeSpeech } from '../recordings/fake-speech.ts';
import { library } from './rehearsal.ts';
import { settingsById, usualSettings } from '../guild-settings.ts';

const guildId = asId<GuildId>('1');
const coordinators = asId<ChannelId>('3');
const CODE = /`([0-9a-f]{8})`/;

let stage: Awaited<ReturnType<typeof openStage>>;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.store.close());

async function openStage() {
  const clock = createManualClock(0);
  const store = await openStore({ path: ':memory:', nowMs: 0 });
  const directory = createFakeDirectory();
  directory.selfId = asId<UserId>('9');
  directory.setGuild(guildId, { textNameById: { [coordinators]: 'coordinators' } });
  const settings = usualSettings(guildId);
  const guilds = settingsById(settings);
  const logged: object[] = [];
  const note = (fields: object): void => void logged.push(fields);
  const log = { debug() {}, info() {}, warn: note, error: note };
  const messages = {
    store,
    directory,
    guilds,
    library,
    roles: createFakeRoles(),
    nowMs: () => clock.nowMs(),
    sentenceText: () => null,
    speech: createFakeSpeech(),
  };
  const rows = (): Due[] => store.due.ofOccurrence(guildId, WHOLE_GUILD);
  const said = (): string[] => rows().map((row) => messageOf(messages, row, 'm')?.text ?? '');
  return { store, logged, said, ports: { store, clock, directory, guilds, log } };
}

test('an alert of an error shows the code under which the log has more', () => {
  const text = { key: 'alert.file', params: { title: 'Kindness' } };
  addAlert(stage.ports, guildId, 'alert.file.a', text, { recordingId: 'kindness' });
  const [said = ''] = stage.said();
  const code = CODE.exec(said)?.[1];
  expect(code).toBeDefined();
  expect(stage.logged).toEqual([
    expect.objectContaining({ incident: code, title: 'Kindness', recordingId: 'kindness' }),
  ]);
  // In another process, and told once more, it is the same.
  addAlert(stage.ports, guildId, 'alert.file.a', text);
  expect(stage.said()).toEqual([said]);
  expect(stage.logged.at(-1)).toMatchObject({ incident: code });
});

test('another error has another code', () => {
  for (const kind of ['alert.file.a', 'alert.file.b']) {
    addAlert(stage.ports, guildId, kind, { key: 'alert.file', params: { title: 'Kindness' } });
  }
  const codes = stage.said().map((text) => CODE.exec(text)?.[1]);
  expect(new Set(codes).size).toBe(2);
});

test('what tells of no error needs none', () => {
  addAlert(stage.ports, guildId, 'alert.permission.a', {
    key: 'alert.permission',
    params: { title: 'Kindness', endsAtMs: 1_000 },
  });
  const [said = ''] = stage.said();
  expect(said).toContain('Kindness');
  expect(said).not.toMatch(CODE);
  expect(stage.logged.filter((fields) => 'incident' in fields)).toEqual([]);
});
