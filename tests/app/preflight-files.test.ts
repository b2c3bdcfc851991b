/** What is found in files, and which channels are looked at for what. */
import { describe, expect, test } from '@jest/globals';
import { AudioFault } from '../../src/app/audio-fault.ts';
import { lookOver, type PreflightChecks } from '../../src/app/preflight.ts';
import { lookAtFiles, type CheckedFile } from '../../src/app/preflight-files.ts';
import type { AudioLibrary, AudioRef } from '../../src/app/ports.ts';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import { preflightLine, type ChannelUse } from '../../src/domain/preflight.ts';
import { createFakePreflight } from './fake-preflight.ts';
import { createFakeDirectory } from '../discord/fake-directory.ts';
import {
  announcements,
  coordinators,
  guildId,
  hall,
  kindness,
  library,
  morning,
} from './rehearsal.ts';
import { usualSettings } from '../guild-settings.ts';

// ---- files ------------------------------------------------------------------------------

const checkedAs = (file: CheckedFile['file'], title = 'Kindness'): CheckedFile => ({
  recording: { ...kindness, id: asId<RecordingId>(title), title },
  file,
});

/** Opens everything but the sounds that are named. */
function libraryWithout(...damaged: string[]): AudioLibrary {
  const open = ({ id, durationMs }: AudioRef) =>
    damaged.includes(id)
      ? Promise.reject(new AudioFault('DECODE', `${id} can not be decoded.`))
      : Promise.resolve({
          durationMs,
          positionMs: 0,
          seek: () => Promise.resolve(),
          next: () => null,
          close: () => undefined,
        });
  return { ...library, open };
}

const codes = async (from: AudioLibrary, ...checked: CheckedFile[]) =>
  (await lookAtFiles({ library: from, language: 'en', checked })).map(({ code }) => code);

describe('files', () => {
  test('all in order are one line, which counts those that have a file', async () => {
    const checked = [checkedAs('inOrder'), checkedAs('none', 'Streamed')];
    expect(await lookAtFiles({ library: libraryWithout(), language: 'en', checked })).toEqual([
      preflightLine('FILES_IN_ORDER', { count: 1 }),
    ]);
  });

  test('each that is not in order is a line of its own', async () => {
    expect(
      await codes(
        libraryWithout(),
        checkedAs('missing', 'a'),
        checkedAs('changed', 'b'),
        checkedAs('unreadable', 'c'),
        checkedAs('inOrder', 'd'),
      ),
    ).toEqual(['FILE_MISSING', 'FILE_CHANGED', 'FILE_UNREADABLE']);
  });

  test('one that is right byte for byte and still can not be played', async () => {
    const from = libraryWithout('recording/Kindness');
    expect(await codes(from, checkedAs('inOrder'))).toEqual(['FILE_UNDECODABLE']);
  });

  test('the welcome and the bells, which ship', async () => {
    const from = libraryWithout('voice/en/bdl/welcome', 'bell/closing');
    expect(await lookAtFiles({ library: from, language: 'pt', checked: [] })).toEqual([
      preflightLine('SOUND_BROKEN', { soundId: 'voice/welcome' }),
      preflightLine('SOUND_BROKEN', { soundId: 'bell/closing' }),
    ]);
    expect(await codes({ ...libraryWithout(), sentence: () => null })).toEqual(['SOUND_BROKEN']);
  });
});

// ---- channels ---------------------------------------------------------------------------

const settings = usualSettings(guildId);

async function look(changes: Partial<PreflightChecks>) {
  const directory = createFakeDirectory();
  directory.setGuild(guildId, {
    textNameById: { [announcements]: 'announcements', [coordinators]: 'coordinators' },
    voiceNameById: { [hall]: 'Practice hall' },
    roleNameById: { 1: 'Teacher', 2: 'Volunteer', 3: 'Coordinator' },
  });
  const outside = createFakePreflight();
  const asked: [string, readonly ChannelUse[]][] = [];
  const lines = await lookOver({
    ...outside,
    permissions: {
      inChannel(inGuildId, channelId, uses) {
        asked.push([channelId, uses]);
        return outside.permissions.inChannel(inGuildId, channelId, uses);
      },
    },
    settings,
    isInvited: true,
    series: [morning],
    directory,
    zoneDataUsed: null,
    hasFfmpeg: () => true,
    lookAtFiles: () => Promise.resolve([]),
    tryRoom: (channel) => Promise.resolve(preflightLine('ROOM_HEARD', { channel })),
    signal: new AbortController().signal,
    ...changes,
  });
  return { asked, codes: lines.map(({ code }) => code), lines };
}

describe('channels', () => {
  test('one that serves several uses is looked at once, for all of them', async () => {
    const evening = { ...morning, name: 'Evening practice' };
    const { asked } = await look({
      series: [morning, evening],
      settings: {
        ...settings,
        coordinatorChannel: '#announcements',
        teacherChannel: 'announcements',
      },
    });
    expect(asked).toEqual([
      [announcements, ['announce', 'coordinators', 'teachers']],
      [hall, ['room']],
    ]);
  });

  test('one that is gone is a line, but for teachers, who are asked among the coordinators', async () => {
    const { lines } = await look({ series: [{ ...morning, room: 'Garden', announce: 'news' }] });
    expect(lines.filter(({ outcome }) => outcome === 'broken')).toEqual([
      preflightLine('CHANNEL_GONE', { written: 'news', use: 'announce' }),
      preflightLine('CHANNEL_GONE', { written: 'Garden', use: 'room' }),
    ]);
  });

  test('without a view of the server, or a timetable, it says so', async () => {
    const blind = await look({ directory: null });
    expect(blind.codes).toContain('CHANNELS_UNSEEN');
    expect(blind.codes).not.toContain('ROLE_GONE');
    expect((await look({ series: null })).codes).toContain('TIMETABLE_UNREAD');
    expect((await look({ isInvited: false })).codes[0]).toBe('NOT_INVITED');
  });

  test('a zone that nobody knows is named', async () => {
    const strange = { ...morning, rule: { ...morning.rule, zone: 'Mars/Base' } };
    const { lines } = await look({ series: [morning, strange] });
    expect(lines).toContainEqual(preflightLine('ZONE_UNKNOWN', { zone: 'Mars/Base' }));
  });

  test('one that is ended waits for no answer of the platform', async () => {
    const ending = new AbortController();
    const looking = look({
      platform: { ask: () => new Promise(() => undefined) },
      signal: ending.signal,
    });
    ending.abort(new Error('The bot ends.'));
    await expect(looking).rejects.toThrow('The bot ends.');
  });
});
