import { test } from '@jest/globals';
import { GATEWAY_FAULTS } from './wire-faults.ts';
import { survive, TIMEOUT_MS } from './wire-recording.ts';

test.concurrent.each(GATEWAY_FAULTS)('$name: $does', survive, TIMEOUT_MS);
