/** The bot's own account and application, the gateway's address, and direct-message channels. */
import { directChannelJson, userJson } from '../world/wire.ts';
import { found, refusal } from './api-error.ts';
import { bodyObject, param, type RestApp } from './app.ts';
import { Form } from './form.ts';
import type { World } from '../world.ts';
import { textOf } from '../world/json.ts';

export function addAccountRoutes(app: RestApp, world: World, gatewayUrl: () => string): void {
  app.get('/gateway', (context) => context.json({ url: gatewayUrl() }));

  app.get('/gateway/bot', (context) =>
    context.json({
      url: gatewayUrl(),
      shards: 1,
      session_start_limit: {
        total: 1000,
        remaining: 1000,
        reset_after: 86_400_000,
        max_concurrency: 1,
      },
    }),
  );

  const application = () => ({
    id: world.bot.id,
    name: world.bot.name,
    description: '',
    icon: null,
    bot_public: false,
    bot_require_code_grant: false,
    flags: 0,
    verify_key: '',
    team: null,
    bot: userJson(world.bot),
  });
  app.get('/applications/@me', (context) => context.json(application()));
  app.get('/oauth2/applications/@me', (context) => context.json(application()));

  app.get('/users/@me', (context) => context.json(userJson(world.bot)));
  app.get('/users/@me/guilds', (context) =>
    context.json([...world.guildById.values()].map(({ id, name }) => ({ id, name, owner: false }))),
  );
  app.get('/users/:userId', (context) =>
    context.json(userJson(found(world.userById.get(param(context, 'userId')), 'unknownUser'))),
  );

  app.post('/users/@me/channels', (context) => {
    const wanted = bodyObject(context)['recipient_id'];
    const form = new Form();
    form.text('recipient_id', wanted, { max: 20, isRequired: true });
    form.insist();
    const userId = textOf(wanted);
    if (userId === world.bot.id) throw refusal('invalidRecipient');
    const user = found(world.userById.get(userId), 'unknownUser');
    return context.json(directChannelJson(world, world.openDirectChannel(user.id)));
  });
}
