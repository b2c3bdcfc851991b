import https, { Agent, get, type RequestOptions } from 'node:https';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as playDl from 'play-dl';
import { canMakeSound } from './made-sound.ts';
import { makePiecedAudio, type PiecedAudio } from './sound-cloud-audio.ts';
import type { Stage } from './sound-cloud-failures.ts';
import { startSoundCloud, type SoundCloudStandin } from './sound-cloud-standin.ts';

const testWithSound = canMakeSound('the stand-in for SoundCloud') ? test : test.skip;
const ADDRESS = 'https://soundcloud.com/a-community/a-meditation';
const own = https.globalAgent;
let sounds: readonly PiecedAudio[] = [];

/** Every name leads to the stand-in, and stands in the handshake as it does everywhere. */
class StandinAgent extends Agent {
  private readonly site: SoundCloudStandin;

  constructor(site: SoundCloudStandin) {
    super({ keepAlive: false });
    this.site = site;
  }

  override createConnection(options: RequestOptions) {
    const { port, caPem } = this.site;
    const servername = options.host ?? '';
    return connect({ host: '127.0.0.1', port, ca: caPem, servername });
  }
}

async function openSite() {
  const site = await startSoundCloud({
    tracks: [
      {
        id: 293,
        userId: 71,
        user: 'a-community',
        userName: 'A Community',
        slug: 'a-meditation',
        title: 'A meditation',
        durationMs: 9_000,
        audio: sounds,
      },
    ],
  });
  const agent = new StandinAgent(site);
  https.globalAgent = agent;
  return {
    ...site,
    stages: (): (Stage | null)[] => site.requests.map(({ stage }) => stage),
    get: (address: string) => fetched(address, agent),
    [Symbol.asyncDispose]: async () => {
      https.globalAgent = own;
      agent.destroy();
      await site.close();
    },
  };
}

function fetched(address: string, agent: Agent): Promise<{ status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    get(address, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });
}

async function lookUp(): Promise<playDl.SoundCloudTrack> {
  await playDl.setToken({ soundcloud: { client_id: await playDl.getFreeClientID() } });
  const found = await playDl.soundcloud(ADDRESS);
  if (!(found instanceof playDl.SoundCloudTrack)) throw new Error('It is no track.');
  return found;
}

beforeAll(() => {
  sounds = (['mp3', 'opus', 'aac'] as const).map((kind) => makePiecedAudio({ kind, seconds: 9 }));
});

afterAll(() => {
  https.globalAgent = own;
});

testWithSound('play-dl, as it is, finds a track with its owner and its transcodings', async () => {
  await using site = await openSite();
  const track = await lookUp();
  expect([track.id, track.user.id, track.durationInMs]).toEqual([293, 71, 9_000]);
  expect(track.permalink).toBe(ADDRESS);
  expect(track.formats.map(({ preset, format }) => [preset, format.protocol])).toEqual([
    ['mp3_1_0', 'hls'],
    ['mp3_1_0', 'progressive'],
    ['opus_0_0', 'hls'],
    ['aac_160k', 'hls'],
  ]);
  expect(site.stages()).toEqual(['home', 'script', 'api']);
});

testWithSound('play-dl hears every piece of each kind of transcoding', async () => {
  await using site = await openSite();
  const track = await lookUp();
  for (const [quality, sound] of sounds.entries()) {
    const { stream } = await playDl.stream_from_info(track, { quality });
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    // It leaves the init piece of fragmented MP4 out, which is a fault of its own.
    const whole = Buffer.concat(sound.pieces.map(({ bytes }) => bytes));
    expect(Buffer.concat(chunks).equals(whole)).toBe(true);
  }
  expect(site.stages().filter((stage) => stage === 'media')).toHaveLength(3);
});

testWithSound('oEmbed tells the owner and, in the player, the number of the track', async () => {
  await using site = await openSite();
  const address = `https://soundcloud.com/oembed?format=json&url=${encodeURIComponent(ADDRESS)}`;
  const { status, body } = await site.get(address);
  const told = JSON.parse(body.toString()) as { author_url: string; html: string };
  expect(status).toBe(200);
  expect(told.author_url).toBe('https://soundcloud.com/a-community');
  expect(told.html).toContain('api.soundcloud.com%2Ftracks%2F293&');
  const other = await site.get(`${address}-of-another-name`);
  expect(other.status).toBe(404);
});

testWithSound('what is switched to fail fails, and nothing else', async () => {
  await using site = await openSite();
  const signed = async (): Promise<string> => {
    const track = await lookUp();
    const { body } = await site.get(
      `${track.formats[0]?.url}?client_id=standinstandinstandinstandin1234`,
    );
    return (JSON.parse(body.toString()) as { url: string }).url;
  };
  const piecesOf = async (playlist: string): Promise<string[]> => {
    const { body } = await site.get(playlist);
    return body
      .toString()
      .split('\n')
      .filter((row) => row.startsWith('https'));
  };
  const [first = '', second = ''] = await piecesOf(await signed());

  site.fail({ kind: 'addressExpires', afterSegments: 1 });
  expect([(await site.get(first)).status, (await site.get(second)).status]).toEqual([200, 403]);
  const [, renewed = ''] = await piecesOf(await signed());
  expect((await site.get(renewed)).status).toBe(200);

  site.fail({ kind: 'cutShort', segment: 0 });
  await expect(site.get(first)).rejects.toThrow('aborted');
  site.fail({ kind: 'reset', at: ['api'] });
  const api = 'https://api-v2.soundcloud.com/resolve';
  await expect(site.get(api)).rejects.toThrow(/ECONNRESET|socket hang up/);
  site.fail({ kind: 'noHandshake' });
  await expect(site.get(first)).rejects.toThrow(/ECONNRESET|socket/);
  site.fail({ kind: 'rateLimited' });
  await expect(lookUp()).rejects.toThrow('429');
  site.fail({ kind: 'htmlForJson' });
  await expect(lookUp()).rejects.toThrow('JSON');
  site.fail({ kind: 'gone' });
  await expect(lookUp()).rejects.toThrow('404');

  site.fail({ kind: 'ownerChanged', userId: 72, user: 'another' });
  expect((await lookUp()).user.id).toBe(72);
  site.fail({ kind: 'previewOnly' });
  expect((await lookUp()).formats[0]?.url).toContain('/preview/');
  site.fail({ kind: 'encryptedOnly' });
  expect((await lookUp()).formats.map(({ format }) => format.protocol)).not.toContain('hls');
  site.fail();
  expect((await site.get(second)).status).toBe(200);
});
