/** A small community to practise in. */
import { World } from '../world.ts';
import { permissionBits } from './permissions.ts';
import type { WorldClock } from './snowflake.ts';

/** What the invitation link asks for, and what the bot's role therefore has. */
const BOT_PERMISSIONS = permissionBits(
  'viewChannel',
  'sendMessages',
  'embedLinks',
  'attachFiles',
  'readMessageHistory',
  'mentionEveryone',
  'connect',
  'speak',
  'useVoiceActivity',
  'muteMembers',
  'setVoiceChannelStatus',
  'createEvents',
  'manageEvents',
);

/**
 * One guild, "Practice community": #announcements, #coordinators (which only coordinators and the
 * bot see), the voice channel "Practice hall", the roles Teacher, Volunteer and Coordinator, the
 * bot, and four people: Ana (teacher), Ben (volunteer), Chloe (coordinator), Dev (participant).
 */
export function createSampleWorld(clock: WorldClock): World {
  const world = new World(clock);
  const guild = world.createGuild('Practice community', BOT_PERMISSIONS);
  world.createRole(guild.id, { name: 'Teacher', isMentionable: true });
  world.createRole(guild.id, { name: 'Volunteer', isMentionable: true });
  const coordinator = world.createRole(guild.id, { name: 'Coordinator', isMentionable: true });
  const bellkeeper = world.roleNamed(world.bot.name);

  const sight = permissionBits('viewChannel');
  const announcements = world.createChannel(guild.id, {
    kind: 'text',
    name: 'announcements',
    topic: 'What is on, and when',
  });
  world.createChannel(guild.id, {
    kind: 'text',
    name: 'coordinators',
    topic: 'For those who look after it all',
    overwrites: [
      { id: guild.id, kind: 'role', allow: 0n, deny: sight },
      { id: coordinator.id, kind: 'role', allow: sight, deny: 0n },
      { id: bellkeeper.id, kind: 'role', allow: sight, deny: 0n },
    ],
  });
  world.createChannel(guild.id, { kind: 'voice', name: 'Practice hall' });

  world.addPerson({ name: 'Ana', kind: 'teacher' });
  world.addPerson({ name: 'Ben', kind: 'volunteer' });
  const chloe = world.addPerson({ name: 'Chloe', kind: 'coordinator' });
  world.addPerson({ name: 'Dev', kind: 'participant' });
  const welcome = 'Welcome! The next sessions are announced here.';
  world.postAs(chloe.userId, announcements.id, welcome);
  return world;
}
