/** Plays Opus packets as they come, through WebCodecs, with a small buffer against jitter. */

const SAMPLE_RATE = 48_000;
const CHANNELS = 2;

/** How far ahead of the ear the first packet after a pause is placed. */
const BUFFER_S = 0.15;

/** Sound that has piled up beyond this, after a tab slept, is dropped rather than heard late. */
const MOST_AHEAD_S = 1.5;

const TIMESTAMP_BYTES = 4;

export interface SoundPlayer {
  readonly isOn: boolean;
  /** Must follow a click: browsers play nothing before one. */
  turnOn(): Promise<void>;
  turnOff(): Promise<void>;
  play(packet: ArrayBuffer): void;
  /** How loud it is now, from 0 to 1. */
  level(): number;
}

export function canPlay(): boolean {
  return typeof AudioDecoder === 'function' && typeof AudioContext === 'function';
}

export function createSoundPlayer(): SoundPlayer {
  let context: AudioContext | null = null;
  let meter: AnalyserNode | null = null;
  let decoder: AudioDecoder | null = null;
  let playheadS = 0;
  const samples = new Float32Array(1_024);

  function openDecoder(): AudioDecoder {
    const opened = new AudioDecoder({
      output: schedule,
      // A packet that can't be decoded closes the decoder; the next packet opens another.
      error: () => {
        decoder = null;
      },
    });
    opened.configure({ codec: 'opus', sampleRate: SAMPLE_RATE, numberOfChannels: CHANNELS });
    return opened;
  }

  function schedule(data: AudioData): void {
    const { numberOfChannels, numberOfFrames, sampleRate } = data;
    if (context !== null && meter !== null) {
      const buffer = context.createBuffer(numberOfChannels, numberOfFrames, sampleRate);
      for (let channel = 0; channel < numberOfChannels; channel += 1) {
        data.copyTo(buffer.getChannelData(channel), { planeIndex: channel, format: 'f32-planar' });
      }
      const nowS = context.currentTime;
      if (playheadS < nowS || playheadS > nowS + MOST_AHEAD_S) playheadS = nowS + BUFFER_S;
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(meter);
      source.start(playheadS);
      playheadS += buffer.duration;
    }
    data.close();
  }

  return {
    get isOn() {
      return context !== null;
    },
    async turnOn() {
      if (context !== null || !canPlay()) return;
      context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'playback' });
      meter = new AnalyserNode(context, { fftSize: samples.length });
      meter.connect(context.destination);
      playheadS = 0;
      await context.resume();
    },
    async turnOff() {
      const closing = context;
      context = null;
      meter = null;
      if (decoder?.state === 'configured') decoder.close();
      decoder = null;
      await closing?.close();
    },
    play(packet) {
      if (context === null || packet.byteLength <= TIMESTAMP_BYTES) return;
      decoder ??= openDecoder();
      const timestamp = (new DataView(packet).getUint32(0) / SAMPLE_RATE) * 1_000_000;
      const data = new Uint8Array(packet, TIMESTAMP_BYTES);
      decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp, data }));
    },
    level() {
      if (meter === null) return 0;
      meter.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      const decibels = 10 * Math.log10(power + 1e-9);
      return Math.min(1, Math.max(0, (decibels + 60) / 50));
    },
  };
}
