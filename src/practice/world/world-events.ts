/** What happens in the world, told after the fact. */
import type { CommandWrite } from './command-book.ts';
import type {
  Channel,
  Guild,
  Member,
  Message,
  Role,
  ScheduledEvent,
  User,
  VoiceStateChange,
} from './entities.ts';
import type { Interaction } from './interaction.ts';
import type { JsonObject } from './json.ts';

export interface ThreadMembersChange {
  thread: Channel;
  addedUserIds: string[];
  removedUserIds: string[];
}

export interface WorldEvents {
  guildAdded: [Guild];
  guildRemoved: [Guild];
  roleCreated: [Role];
  roleUpdated: [Role];
  roleDeleted: [Role];
  channelCreated: [Channel];
  channelUpdated: [Channel];
  channelDeleted: [Channel];
  threadCreated: [Channel];
  /** Its name, or whether it is archived or locked. */
  threadUpdated: [Channel];
  threadDeleted: [Channel];
  threadMembersChanged: [ThreadMembersChange];
  /** Where a person is, what they read, or whether they take direct messages. */
  userUpdated: [User];
  memberAdded: [Member];
  memberUpdated: [Member];
  memberRemoved: [Member];
  voiceStatusChanged: [Channel];
  voiceStateChanged: [VoiceStateChange];
  messagePosted: [Message];
  messageEdited: [Message];
  messageDeleted: [Message];
  typingStarted: [{ channelId: string; userId: string }];
  botPresenceChanged: [JsonObject];
  commandsWritten: [CommandWrite];
  interactionStarted: [Interaction];
  interactionChanged: [Interaction];
  scheduledEventCreated: [ScheduledEvent];
  scheduledEventUpdated: [ScheduledEvent];
  scheduledEventDeleted: [ScheduledEvent];
}
