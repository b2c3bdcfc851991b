/** Hears one recording in one room, and knows of each frame where in the file it stands. */
import type { HeardFrame, VoiceServer } from '../../src/practice/voice-gateway.ts';

export interface Ear {
  /** What comes from now on is a new piece of the sound. */
  begin(): void;
  /** How many frames of this piece sounded. */
  heard(): number;
  /** When this piece's first frame that sounds came, as `performance.now()`; null while none has. */
  firstAtMs(): number | null;
  /** Resolves when it is so, which is looked at whenever a frame sounds; rejects when the time is over. */
  until(isSo: () => boolean, timeoutMs: number): Promise<void>;
  /**
   * The farthest frame of the file that may have been heard. The frames of a fade are nobody's, so each
   * that came since the last one of the file may have been one further.
   */
  farthest(): number;
  /**
   * Where in the file this piece began, a fade of so many frames (which are not the file's) before
   * its first frame that is; null while none has come.
   */
  goneOnAt(fadeFrames: number): number | null;
}

export function listenTo(server: VoiceServer, packets: readonly Buffer[]): Ear {
  const placeByBytes = new Map(packets.map((packet, place) => [packet.toString('base64'), place]));
  if (placeByBytes.size !== packets.length) throw new Error('Two packets of the file are alike.');
  let farthest = -1;
  let unplaced = 0;
  let piece: { firstAtMs: number | null; firstPlace: number | null; frames: number };
  const watchers = new Set<() => void>();

  function begin(): void {
    piece = { firstAtMs: null, firstPlace: null, frames: 0 };
  }

  function hear(frame: HeardFrame): void {
    if (frame.isSilence) return;
    piece.frames += 1;
    piece.firstAtMs ??= frame.arrivedAtMs;
    const place = placeByBytes.get(Buffer.from(frame.opus).toString('base64'));
    if (place === undefined) unplaced += 1;
    else {
      piece.firstPlace ??= place;
      farthest = Math.max(farthest, place);
      unplaced = 0;
    }
    for (const watch of watchers) watch();
  }

  begin();
  server.onFrame(hear);
  return {
    begin,
    heard: () => piece.frames,
    firstAtMs: () => piece.firstAtMs,
    async until(isSo, timeoutMs) {
      if (isSo()) return;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const timer = setTimeout(
        () => reject(new Error(`not heard within ${timeoutMs} ms`)),
        timeoutMs,
      );
      const watch = (): void => {
        if (isSo()) resolve();
      };
      watchers.add(watch);
      await promise.finally(() => {
        clearTimeout(timer);
        watchers.delete(watch);
      });
    },
    farthest: () => farthest + unplaced,
    goneOnAt: (fadeFrames) => (piece.firstPlace === null ? null : piece.firstPlace - fadeFrames),
  };
}
