/** Answers to interactions. Their tokens are the only permission that these routes ask for. */
import type { World } from '../world.ts';
import { EPHEMERAL, type Message } from '../world/entities.ts';
import type { Interaction } from '../world/interaction.ts';
import { isJsonObject, objectsIn, textOf, type JsonObject } from '../world/json.ts';
import { INTERACTION_TYPE, messageJson } from '../world/message-wire.ts';
import { found, refusal } from './api-error.ts';
import { bodyObject, param, type AddRoutes, type RestContext } from './app.ts';
import { checkChoice } from './command-form.ts';
import { Form } from './form.ts';
import { readChanges, readDraft } from './message-form.ts';

/** Discord's numbers for the first answer. */
const ANSWER = {
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const;

const KINDS_BY_ANSWER: Record<number, Interaction['kind'][]> = {
  [ANSWER.message]: ['command', 'component', 'modal'],
  [ANSWER.deferredMessage]: ['command', 'component', 'modal'],
  [ANSWER.deferredUpdate]: ['component', 'modal'],
  [ANSWER.update]: ['component', 'modal'],
  [ANSWER.choices]: ['autocomplete'],
  [ANSWER.modal]: ['command', 'component'],
};

export const addInteractionRoutes: AddRoutes = (app, world) => {
  app.post('/interactions/:interactionId/:token/callback', (context) => {
    const interaction = waitingInteraction(world, context);
    const body = bodyObject(context);
    const type = Number(body['type']);
    insistOnType(interaction, type);
    const message = answer(world, interaction, type, context);
    if (context.req.query('with_response') !== 'true') return context.body(null, 204);
    return context.json(callbackJson(world, interaction, type, message));
  });

  app.post('/webhooks/:applicationId/:token', (context) => {
    const interaction = answeredInteraction(world, context);
    const draft = readDraft(bodyObject(context), context.get('attachments'));
    const message = world.interactions.followUp(interaction, draft);
    return context.json(messageJson(world, message));
  });

  app.get('/webhooks/:applicationId/:token/messages/:messageId', (context) =>
    context.json(messageJson(world, messageOf(world, context))),
  );

  app.patch('/webhooks/:applicationId/:token/messages/:messageId', (context) => {
    const interaction = answeredInteraction(world, context);
    const message = messageOf(world, context);
    const changes = readChanges(bodyObject(context), context.get('attachments'), message);
    if (message === interaction.original) world.interactions.editOriginal(interaction, changes);
    else world.messages.edit(message, changes);
    return context.json(messageJson(world, message));
  });

  app.delete('/webhooks/:applicationId/:token/messages/:messageId', (context) => {
    const interaction = answeredInteraction(world, context);
    const message = messageOf(world, context);
    if (message === interaction.original) world.interactions.deleteOriginal(interaction);
    else world.messages.delete(message);
    return context.body(null, 204);
  });
};

function answer(
  world: World,
  interaction: Interaction,
  type: number,
  context: RestContext,
): Message | null {
  const body = bodyObject(context);
  const data = isJsonObject(body['data']) ? body['data'] : {};
  const attachments = context.get('attachments');
  switch (type) {
    case ANSWER.message:
      return world.interactions.reply(interaction, readDraft(data, attachments));
    case ANSWER.deferredMessage:
      return world.interactions.deferReply(interaction, Number(data['flags'] ?? 0) & EPHEMERAL);
    case ANSWER.update: {
      const source = found(interaction.source, 'unknownMessage');
      const changes = readChanges(data, attachments, source);
      return world.interactions.update(interaction, changes);
    }
    case ANSWER.deferredUpdate:
      world.interactions.deferUpdate(interaction);
      return interaction.source;
    case ANSWER.choices:
      offerChoices(world, interaction, data);
      return null;
    default:
      askModal(world, interaction, data);
      return null;
  }
}

function offerChoices(world: World, interaction: Interaction, data: JsonObject): void {
  const choices = objectsIn(data['choices']);
  const form = new Form();
  form.count('data.choices', choices, 0, 25);
  for (const [index, choice] of choices.entries()) {
    checkChoice(form, `data.choices.${index}`, choice);
  }
  form.insist();
  const offered = choices.map(({ name, value }) => ({
    name: textOf(name),
    value: typeof value === 'number' ? value : textOf(value),
  }));
  world.interactions.offer(interaction, offered);
}

function askModal(world: World, interaction: Interaction, data: JsonObject): void {
  const form = new Form();
  const components = objectsIn(data['components']);
  form.text('data.custom_id', data['custom_id'], { min: 1, max: 100, isRequired: true });
  form.text('data.title', data['title'], { min: 1, max: 45, isRequired: true });
  form.count('data.components', components, 1, 5);
  form.insist();
  const customId = textOf(data['custom_id']);
  world.interactions.ask(interaction, { customId, title: textOf(data['title']), components });
}

function insistOnType(interaction: Interaction, type: number): void {
  const kinds = KINDS_BY_ANSWER[type];
  // A form that did not come from a message has no message to update.
  const needsSource = type === ANSWER.update || type === ANSWER.deferredUpdate;
  const isFit = kinds?.includes(interaction.kind) === true;
  if (isFit && !(needsSource && interaction.source === null)) return;
  const form = new Form();
  form.fail('type', 'INTERACTION_APPLICATION_CALLBACK_TYPE', 'Not an answer to this interaction.');
  form.insist();
}

/** The interaction in the path, if it still wants its first answer. */
function waitingInteraction(world: World, context: RestContext): Interaction {
  const interaction = world.interactions.find(param(context, 'interactionId'));
  const isMeant = interaction?.token === param(context, 'token');
  if (!isMeant || interaction.state.phase === 'failed') throw refusal('unknownInteraction');
  if (interaction.state.phase !== 'waiting') throw refusal('interactionAcknowledged');
  return interaction;
}

/** The interaction whose token is in the path, if it has had its first answer. */
function answeredInteraction(world: World, context: RestContext): Interaction {
  const interaction = found(world.interactions.withToken(param(context, 'token')), 'invalidToken');
  const { phase } = interaction.state;
  if (phase === 'waiting' || phase === 'failed') throw refusal('unknownWebhook');
  return interaction;
}

function messageOf(world: World, context: RestContext): Message {
  const interaction = answeredInteraction(world, context);
  const message = world.interactions.messageOf(interaction, param(context, 'messageId'));
  return found(message, 'unknownMessage');
}

function callbackJson(
  world: World,
  interaction: Interaction,
  type: number,
  message: Message | null,
): JsonObject {
  const about: JsonObject = { id: interaction.id, type: INTERACTION_TYPE[interaction.kind] };
  if (message === null) return { interaction: about };
  return {
    interaction: {
      ...about,
      response_message_id: message.id,
      response_message_loading: type === ANSWER.deferredMessage,
      response_message_ephemeral: (message.flags & EPHEMERAL) !== 0,
    },
    resource: { type, message: messageJson(world, message) },
  };
}
