/** Which room something sounds in, as its listeners hear it. */
import type { HeardFrame, VoiceServer } from './voice-gateway.ts';

/** A pause shorter than this, in real time, still counts as sound: one between sentences does. */
const PAUSE_MS = 1_600;

export interface RoomSound {
  /** The voice channel that has sounded last, while it still counts as sounding. */
  soundingRoomId(): string | null;
  /** Each Opus packet that is no silence. Returns a function that stops listening. */
  onPacket(listener: (frame: HeardFrame) => void): () => void;
  close(): void;
}

export function listenToRooms(voiceServer: Pick<VoiceServer, 'onFrame'>): RoomSound {
  const listeners = new Set<(frame: HeardFrame) => void>();
  let last: HeardFrame | null = null;
  const stop = voiceServer.onFrame((frame) => {
    if (frame.isSilence) return;
    last = frame;
    for (const listener of listeners) listener(frame);
  });
  return {
    soundingRoomId() {
      if (last === null || performance.now() - last.arrivedAtMs > PAUSE_MS) return null;
      return last.channelId;
    },
    onPacket(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      stop();
      listeners.clear();
    },
  };
}
