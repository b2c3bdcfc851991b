import type { AudioFaultCode } from './ports.ts';

/** A file that can't be played. The room says so calmly; the cause is for the log. */
export class AudioFault extends Error {
  readonly code: AudioFaultCode;

  constructor(code: AudioFaultCode, text: string, options?: { readonly cause: unknown }) {
    super(text, options);
    this.name = 'AudioFault';
    this.code = code;
  }
}
