/** What a stage is given before it opens: a recording and a timetable. */
import { writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Recording } from '../../src/app/ports.ts';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import { climbingTone } from '../practice/voice-client.ts';
import { writeOggOpus } from '../recordings/ogg-writer.ts';

/** What ships with the program. */
export const dataFolder = fileURLToPath(new URL('../../data', import.meta.url));

/** A recording of so many seconds that climbs in tone, so that every frame is its own. */
export function prepareRecording(folder: string, id: string, seconds: number) {
  const packets = climbingTone(seconds * 50);
  const file = writeOggOpus(packets);
  const sha256 = createHash('sha256').update(file).digest('hex');
  writeFileSync(join(folder, `${sha256}.opus`), file);
  const recording: Recording = {
    id: asId<RecordingId>(id),
    title: `Tone ${id}`,
    speaker: 'nobody',
    language: 'en',
    lengthMs: packets.length * 20,
    status: 'approved',
    permissionEndsAtMs: null,
    lastPlayedAtMs: null,
    stream: null,
    sha256,
    kind: 'tone',
    intensity: 'gentle',
    licence: 'CC0-1.0',
    credit: '',
    transcript: '',
    file: `${sha256}.opus`,
  };
  return { recording, packets };
}

export interface TimetableOptions {
  readonly minutes?: number;
  readonly graceMinutes?: number;
  readonly ifNobodyChooses?: string;
  readonly participantsVote?: boolean;
  readonly reminders?: readonly string[];
  readonly when?: Record<string, unknown>;
  readonly zone?: string;
  /** Other series, as they stand in the file. */
  readonly others?: readonly object[];
}

export function timetableOf(options: TimetableOptions = {}): string {
  return JSON.stringify({
    zone: options.zone ?? 'America/Los_Angeles',
    series: [
      {
        id: 'morning',
        name: 'Morning practice',
        ...(options.when ?? { once: '2026-12-02T07:00' }),
        minutes: options.minutes ?? 60,
        room: 'Practice hall',
        announce: 'announcements',
        graceMinutes: options.graceMinutes ?? 5,
        reminders: options.reminders ?? ['10m'],
        ifNobodyChooses: options.ifNobodyChooses ?? 'recording',
        participantsVote: options.participantsVote ?? false,
      },
      ...(options.others ?? []),
    ],
  });
}
