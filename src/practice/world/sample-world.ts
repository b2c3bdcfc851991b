export { createSampleWorld } from '../world.ts';
