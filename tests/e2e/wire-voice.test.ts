import { test } from '@jest/globals';
import { VOICE_FAULTS } from './wire-faults.ts';
import { survive, TIMEOUT_MS } from './wire-recording.ts';

test.concurrent.each(VOICE_FAULTS)('$name: $does', survive, TIMEOUT_MS);
