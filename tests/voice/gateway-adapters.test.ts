import { expect, test } from '@jest/globals';
import { asId, type GuildId } from '../../src/domain/identity.ts';
import { GatewayAdapters } from '../../src/voice/gateway-adapters.ts';
import type { SoundOrder } from '../../src/voice/thread-messages.ts';

const guildId = asId<GuildId>('1001');
const joining = { op: 4, d: { guild_id: guildId, channel_id: '2001' } };
const leaving = { op: 4, d: { guild_id: guildId, channel_id: null } };

function setUp(gateway: { isThere: boolean; takesJoins: boolean }) {
  const orders: SoundOrder[] = [];
  const sent: unknown[] = [];
  let joins = 0;
  let destroyed = 0;
  const adapters = new GatewayAdapters({
    access: {
      adapterCreator: () =>
        gateway.isThere
          ? () => ({
              sendPayload: (payload) => {
                sent.push(payload.d.channel_id);
                return gateway.takesJoins;
              },
              destroy: () => (destroyed += 1),
            })
          : null,
    },
    post: (order) => orders.push(order),
    onJoin: () => (joins += 1),
  });
  return { adapters, orders, sent, joins: () => joins, destroyed: () => destroyed };
}

test('what the gateway does not take is told to the thread, which can not know it by itself', () => {
  const world = setUp({ isThere: true, takesJoins: false });
  world.adapters.hear({ type: 'adapterOpened', adapter: 1, guildId });
  world.adapters.hear({ type: 'payload', adapter: 1, payload: joining });
  expect(world.orders).toEqual([{ type: 'adapterGone', adapter: 1 }]);
  expect(world.destroyed()).toBe(1);
  expect(world.joins()).toBe(0);
});

test('a guild that is not in view has no adapter', () => {
  const world = setUp({ isThere: false, takesJoins: true });
  world.adapters.hear({ type: 'adapterOpened', adapter: 1, guildId });
  world.adapters.hear({ type: 'payload', adapter: 1, payload: joining });
  expect(world.orders).toEqual([{ type: 'adapterGone', adapter: 1 }]);
});

test('a thread that has ended leaves no room behind, and none twice', () => {
  const world = setUp({ isThere: true, takesJoins: true });
  world.adapters.hear({ type: 'adapterOpened', adapter: 1, guildId });
  world.adapters.hear({ type: 'payload', adapter: 1, payload: joining });
  world.adapters.hear({ type: 'adapterOpened', adapter: 2, guildId });
  world.adapters.hear({ type: 'payload', adapter: 2, payload: joining });
  world.adapters.hear({ type: 'payload', adapter: 2, payload: leaving });
  world.adapters.leaveAll();
  world.adapters.leaveAll();
  expect(world.sent).toEqual(['2001', '2001', null, null]);
  expect(world.joins()).toBe(2);
  expect(world.destroyed()).toBe(2);
});
