import { expect, test } from '@jest/globals';
import { REST, RequestMethod, type RESTOptions } from 'discord.js';
import { createRestCaller } from '../../src/discord/rest-caller.ts';
import { TOKEN } from './connected-bot.ts';
import { createSilentLog } from './silent-log.ts';

type Sent = Parameters<RESTOptions['makeRequest']>[1];

test('the reason of a change goes to the audit log', async () => {
  const sent: Sent[] = [];
  const rest = new REST({
    async makeRequest(_url, init) {
      sent.push(init);
      return new Response(null, { status: 204 });
    },
  }).setToken(TOKEN);
  const call = createRestCaller(rest, TOKEN, createSilentLog());
  const reason = 'Signed up for “Evening”';
  await call({ method: RequestMethod.Put, route: '/guilds/1/members/2/roles/3', reason });
  await call({ method: RequestMethod.Put, route: '/guilds/1/members/2/roles/3' });
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
  const reasons = sent.map(({ headers }) =>
    new Headers(headers as Record<string, string>).get(AUDIT_LOG),
  );
  expect(reasons).toEqual([encodeURIComponent(reason), null]);
});

const AUDIT_LOG = 'X-Audit-Log-Reason';
