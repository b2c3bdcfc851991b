/** The stage of a process of its own, for tests: what they leave running is ended with their file. */
import { afterAll } from '@jest/globals';
import { endChildren } from './child-stage.ts';

export * from './child-stage.ts';

afterAll(endChildren);
