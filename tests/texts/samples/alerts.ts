import type { ChannelId } from '../../../src/domain/identity.ts';
import { channelId, type Feature, roomId, sectionOf } from './sample.ts';

const inRoom: [{ roomId: ChannelId | null }] = [{ roomId }];

const alerts = sectionOf('alerts', (names) => {
  const unposted = { sessionName: names.session, kind: 'reminder.24h', channelId };
  return {
    voice: {
      MISSING_CONNECT: [inRoom],
      MISSING_SPEAK: [inRoom, [{ roomId: null }]],
      CHANNEL_GONE: [inRoom],
      CHANNEL_FULL: [inRoom],
      STAGE_SUPPRESSED: [inRoom],
      MUTED: [inRoom],
      NO_ENCRYPTION: [inRoom],
      KICKED: [inRoom],
      TIMEOUT: [inRoom],
      NETWORK: [inRoom],
      FILE_MISSING: [inRoom],
      HASH_MISMATCH: [inRoom],
      DECODE: [inRoom],
      IDENTITY_CHANGED: [inRoom],
      GONE: [inRoom],
      PREVIEW_ONLY: [inRoom],
      DRM: [inRoom],
      RATE_LIMITED: [inRoom],
      UNREACHABLE: [inRoom],
      STALLED: [inRoom],
      STREAMING_OFF: [inRoom],
      NOT_APPROVED: [inRoom],
      BUSY_ELSEWHERE: [inRoom],
      UNKNOWN: [inRoom],
    },
    postRefused: [
      [{ ...unposted, why: 'MISSING_PERMISSION' }],
      [{ ...unposted, why: 'UNKNOWN_CHANNEL' }],
      [{ ...unposted, why: 'UNKNOWN_MESSAGE' }],
      [{ ...unposted, why: 'INVALID' }],
    ],
    postUnknown: [[{ ...unposted, kind: 'room.3.notice' }]],
    postSkipped: [[{ ...unposted, kind: 'something.else' }]],
    badTimetable: [
      [{ mistakes: [names.written] }],
      [{ mistakes: Array.from({ length: 40 }, () => `Line 3: ${names.written.repeat(9)}`) }],
    ],
    unknownChannel: [
      [{ sessionName: names.session, written: names.written, field: 'room' }],
      [{ sessionName: names.session, written: names.written, field: 'announce' }],
    ],
    unknownRole: [[{ written: names.written, role: 'teacher' }]],
    fileChanged: [[{ title: names.title }]],
  };
});

export const features: readonly Feature[] = [alerts];
