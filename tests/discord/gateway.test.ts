import { afterEach, describe, expect, test } from '@jest/globals';
import { createGateway } from '../../src/discord/gateway.ts';
import { invitationUrl } from '../../src/discord/invite.ts';
import { asId, type GuildId } from '../../src/domain/identity.ts';
import { connectBot, type ConnectedBot } from './connected-bot.ts';
import { createSilentLog } from './silent-log.ts';

const GUILDS = 1 << 0;
const GUILD_VOICE_STATES = 1 << 7;

let bot: ConnectedBot;
afterEach(() => bot.close());

describe('starting', () => {
  test('it asks for guilds and voice states, and no privileged intent', async () => {
    bot = await connectBot();
    expect(bot.standin.gateway.intentsSeen).toEqual([GUILDS | GUILD_VOICE_STATES]);
    expect(bot.gateway.isReady).toBe(true);
  });

  test('a token that is refused rejects, and stands in no text', async () => {
    bot = await connectBot({ starts: false });
    const wrong = 'MTIz.wrong.secret-that-nobody-may-see';
    const log = createSilentLog();
    const { clock, standin } = bot;
    const gateway = createGateway({ token: wrong, apiUrl: standin.apiUrl, clock, log });
    const error = await gateway.start().catch((reason: unknown) => reason);
    await gateway.stop();
    expect(String(error)).toContain('does not accept the token');
    expect(`${String(error)}${JSON.stringify(log.entries)}`).not.toContain(wrong);
  });

  test('a Discord that does not answer at first is waited for', async () => {
    bot = await connectBot({ starts: false });
    const outcome = { kind: 'status', status: 503 } as const;
    bot.standin.faults.add({
      kind: 'rest',
      path: /^\/gateway\/bot$/,
      times: 1,
      work: 'undone',
      outcome,
    });
    await bot.gateway.start();
    expect(bot.gateway.isReady).toBe(true);
    expect(bot.log.entries).toMatchObject([{ level: 'warn' }]);
  });

  test('a token that is refused once is tried once more', async () => {
    bot = await connectBot({ starts: false });
    const outcome = { kind: 'status', status: 401 } as const;
    const path = /^\/gateway\/bot$/;
    bot.standin.faults.add({ kind: 'rest', path, times: 1, work: 'undone', outcome });
    await bot.gateway.start();
    expect(bot.gateway.isReady).toBe(true);
  });

  test('until it is invited it waits, and says with which link', async () => {
    let invited: GuildId | null = null;
    bot = await connectBot({
      starts: false,
      guildIds: (world) => {
        const guild = world.createGuild('Later', 0n);
        invited = asId<GuildId>(guild.id);
        world.removeGuild(guild.id);
        return [invited, asId<GuildId>(world.firstGuild().id)];
      },
    });
    const started = bot.gateway.start();
    await bot.nextEvent('directoryChanged');
    await Promise.race([started, new Promise((resolve) => setImmediate(resolve))]);
    expect(bot.gateway.isReady).toBe(false);
    const invitation = invitationUrl(bot.world.bot.id);
    expect(bot.log.entries).toMatchObject([{ fields: { guildId: invited, invitation } }]);
  });

  test('it can be stopped while it starts', async () => {
    bot = await connectBot({ starts: false });
    bot.standin.faults.add({
      kind: 'gatewayEntry',
      times: 99,
      outcome: { kind: 'invalidSession', isResumable: false },
    });
    const started = bot.gateway.start().catch((reason: unknown) => reason);
    await bot.standin.requests.next('GET', /^\/gateway\/bot$/);
    await bot.gateway.stop();
    expect(String(await started)).toContain('stopped');
  });
});

describe('while it runs', () => {
  test.each([4004, 4014])('close code %d gives up, and says so once', async (closeCode) => {
    bot = await connectBot();
    const givenUp = new Promise((resolve) => bot.gateway.onGivenUp(resolve));
    const lost = bot.nextEvent('viewLost');
    bot.standin.faults.strike({ kind: 'cut', closeCode });
    expect(await givenUp).toMatchObject({ code: closeCode });
    await lost;
    expect(bot.gateway.isReady).toBe(false);
  });

  test('guilds that are not served stay unseen', async () => {
    bot = await connectBot({
      prepare: (world) => void world.createGuild('Elsewhere', 0n),
    });
    const other = [...bot.world.guildById.values()].at(-1);
    const events: unknown[] = [];
    bot.gateway.onEvent((event) => events.push(event));
    const room = bot.world.createChannel(other?.id ?? '', { kind: 'voice', name: 'Hall' });
    const seen = bot.nextEvent('roomChanged');
    bot.world.joinVoice(bot.personNamed('Ana'), bot.hallId);
    await seen;
    expect(events).toEqual([{ type: 'roomChanged', guildId: bot.guildId, channelId: bot.hallId }]);
    expect(room.guildId).toBe(other?.id);
  });

  test('lost and doubled voice states heal with the next whole view', async () => {
    bot = await connectBot();
    const [ana, dev] = [bot.personNamed('Ana'), bot.personNamed('Dev')];
    bot.standin.faults.add({ kind: 'voiceState', userId: ana, times: 1, outcome: 'lost' });
    bot.standin.faults.add({ kind: 'voiceState', userId: dev, times: 1, outcome: 'doubled' });
    const entered = bot.nextEvent('roomChanged');
    bot.world.joinVoice(ana, bot.hallId);
    bot.world.joinVoice(dev, bot.hallId);
    await entered;
    const members = () => bot.gateway.directory.roomMembers(bot.guildId, bot.hallId);
    expect(members()?.map(({ userId }) => userId)).toEqual([dev]);
    const back = bot.nextEvent('directoryChanged');
    bot.standin.faults.strike({ kind: 'invalidSession', isResumable: false });
    await back;
    expect(members()?.map(({ userId }) => userId)).toEqual([ana, dev]);
  }, 15_000);

  test('after it was stopped Discord holds no session of it', async () => {
    bot = await connectBot();
    expect(bot.standin.gateway.sessions).toHaveLength(1);
    await bot.gateway.stop();
    expect(bot.standin.gateway.sessions).toHaveLength(0);
  });
});
