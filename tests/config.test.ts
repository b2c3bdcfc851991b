import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../src/config.ts';

const streamingIn = (value: string) => readConfig({ SOUNDCLOUD_STREAMING: value });
const accountIn = (value: string) => readConfig({ SOUNDCLOUD_ACCOUNT: value });

const TOKEN = 'MTIz.abc-def.ghi_jkl';
const bot = { DISCORD_TOKEN: TOKEN, DISCORD_GUILD_ID: '123456789012345678' };

describe('the environment', () => {
  test('nothing set opens the practice room with the usual names', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      config: {
        mode: 'practice',
        dataFolder: 'data/var',
        timetablePath: 'data/timetable.json',
        guild: {
          language: 'en',
          teacherRole: 'Teacher',
          volunteerRole: 'Volunteer',
          coordinatorRole: 'Coordinator',
          coordinatorChannel: 'coordinators',
          teacherChannel: 'teachers',
          directMessagesADay: 100,
          recordingApprovals: 2,
        },
        logLevel: null,
        soundCloudAccount: null,
        soundCloudStreaming: false,
        programs: { ffmpegPath: null, searchPath: '' },
        port: 8080,
        metrics: null,
        web: {
          communityName: 'Our community',
          host: '127.0.0.1',
          joinUrl: null,
          publicUrl: null,
        },
      },
    });
  });

  test('a token and a guild run the bot', () => {
    const reading = readConfig({ ...bot, PORT: '0', DISCORD_API_URL: 'http://127.0.0.1:9/api/' });
    expect(reading).toMatchObject({
      ok: true,
      config: { mode: 'bot', token: TOKEN, port: 0, apiUrl: 'http://127.0.0.1:9/api' },
    });
  });

  test('an empty variable counts as absent', () => {
    expect(readConfig({ DISCORD_TOKEN: '  ', PORT: '' })).toMatchObject({
      config: { mode: 'practice', port: 8080 },
    });
  });

  test.each([
    ['de', 'de'],
    ['es-419', 'es'],
    ['FR', 'fr'],
    ['en_GB', 'en'],
    ['', 'en'],
  ])('the language %j is %s', (written, language) => {
    expect(readConfig({ BELLKEEPER_LANGUAGE: written })).toMatchObject({
      config: { guild: { language } },
    });
  });

  test('a language that there is not is told with those that there are', () => {
    const reading = readConfig({ BELLKEEPER_LANGUAGE: 'tlh' });
    expect(reading).toMatchObject({
      ok: false,
      mistakes: [{ name: 'BELLKEEPER_LANGUAGE', found: 'tlh' }],
    });
  });

  test('every mistake is told at once, and none repeats the token', () => {
    const secret = 'this is my secret token';
    const reading = readConfig({
      DISCORD_TOKEN: secret,
      DISCORD_GUILD_ID: 'our server',
      DISCORD_API_URL: 'http://127.0.0.1:9',
      DISCORD_CA_FILE: '/nowhere/ca.pem',
      LOG_LEVEL: 'loud',
      PORT: '99999',
      METRICS_PORT: 'on',
    });
    expect(reading.ok).toBe(false);
    if (reading.ok) return;
    const names = reading.mistakes.map(({ name }) => name).toSorted();
    expect(names).toEqual([
      'DISCORD_API_URL',
      'DISCORD_CA_FILE',
      'DISCORD_GUILD_ID',
      'DISCORD_TOKEN',
      'LOG_LEVEL',
      'METRICS_PORT',
      'PORT',
    ]);
    expect(reading.mistakes.every(({ remedy }) => remedy.length > 20)).toBe(true);
    expect(JSON.stringify(reading)).not.toContain(secret);
  });

  test('figures for Prometheus are for this machine alone, and only where they are asked for', () => {
    expect(readConfig({ METRICS_HOST: '0.0.0.0' })).toMatchObject({ config: { metrics: null } });
    expect(readConfig({ METRICS_PORT: '9464' })).toMatchObject({
      config: { metrics: { port: 9464, host: '127.0.0.1' } },
    });
    expect(readConfig({ METRICS_PORT: '0', METRICS_HOST: '0.0.0.0' })).toMatchObject({
      config: { metrics: { port: 0, host: '0.0.0.0' } },
    });
  });

  test('a recording needs one person or two, and nothing else', () => {
    expect(readConfig({ RECORDING_APPROVALS: '1' })).toMatchObject({
      config: { guild: { recordingApprovals: 1 } },
    });
    for (const found of ['0', '3', 'two']) {
      expect(readConfig({ RECORDING_APPROVALS: found })).toMatchObject({
        ok: false,
        mistakes: [{ name: 'RECORDING_APPROVALS', found }],
      });
    }
  });

  test('sound from SoundCloud is off until it is switched on', () => {
    expect(readConfig({})).toMatchObject({ config: { soundCloudStreaming: false } });
    expect(streamingIn('off')).toMatchObject({ config: { soundCloudStreaming: false } });
    expect(streamingIn('on')).toMatchObject({ config: { soundCloudStreaming: true } });
    for (const found of ['yes', 'ON', '1']) {
      expect(streamingIn(found)).toMatchObject({
        ok: false,
        mistakes: [{ name: 'SOUNDCLOUD_STREAMING', found }],
      });
    }
  });

  test('the account on SoundCloud is the address of an account', () => {
    expect(readConfig({})).toMatchObject({ config: { soundCloudAccount: null } });
    expect(accountIn('https://soundcloud.com/A-Community/')).toMatchObject({
      config: { soundCloudAccount: 'a-community' },
    });
    for (const found of [
      'a-community',
      'http://soundcloud.com/a-community',
      'https://soundcloud.com/a-community/a-meditation',
      'https://soundcloud.com.evil.example/a-community',
    ]) {
      expect(accountIn(found)).toMatchObject({
        ok: false,
        mistakes: [{ name: 'SOUNDCLOUD_ACCOUNT', found }],
      });
    }
  });

  test('a token without a guild says what is missing', () => {
    const reading = readConfig({ DISCORD_TOKEN: TOKEN });
    expect(reading).toMatchObject({
      ok: false,
      mistakes: [{ name: 'DISCORD_GUILD_ID', found: null }],
    });
  });
});
