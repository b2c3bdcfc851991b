import { expect, test } from '@jest/globals';
import { createRecorder } from '../../src/practice/listener.ts';
import { numbersBetween, placesOf } from './heard.ts';
import { repeatedAmong } from './people.ts';
import { openStage } from './stage.ts';
import { strayErrors } from './strays.ts';
import { CHANNEL_GONE_FAULT, type WireFault } from './wire-faults.ts';

const TIMEOUT_MS = 60_000;
/** Into the recording, past the words before it. */
const HEARD_BEFORE = 300;

async function survive(fault: WireFault): Promise<void> {
  await using stage = await openStage({ reminders: [], recordingSeconds: 6 });
  const { world, guildId, recording, packets } = stage;
  stage.enter('Ben');
  await stage.moves.by('started');
  await stage.command('Ben', 'play', { recording: recording.id });
  await stage.heard(HEARD_BEFORE);
  const deletedAtMs = stage.clock.nowMs();
  world.deleteChannel(stage.hall.id);
  await stage.message(stage.coordinators, /I can't find the voice channel/);
  const hall = world.createChannel(guildId, { kind: 'voice', name: stage.hall.name });
  const recorder = createRecorder(stage.voiceServer, { guildId, channelId: hall.id });
  const ben = stage.personNamed('Ben');
  world.joinVoice(ben, hall.id);
  stage.setSpeed(50);
  await stage.message(hall, /What would you like to do now/);
  const tookMs = stage.clock.nowMs() - deletedAtMs;
  await world.runCommand(ben, hall.id, 'play', null, { recording: recording.id });
  await recorder.waitForFrame(({ opus }) => packets.at(-1)?.equals(opus) ?? false, TIMEOUT_MS);
  const places = placesOf(recorder.sounding(), packets).filter((place) => place !== null);
  expect(places).toEqual(numbersBetween(0, packets.length - 1));
  recorder.stop();
  console.info(`${fault.name}: ${Math.round(tookMs)} ms`);
  expect(tookMs).toBeLessThanOrEqual(fault.withinMs);
  const told = stage.standing(stage.coordinators).map(({ content }) => content);
  for (const content of told) expect(content).toMatch(/can't find|the channel is gone/);
  expect(repeatedAmong(stage.posted)).toEqual([]);
  expect(strayErrors()).toEqual([]);
}

test.each([CHANNEL_GONE_FAULT])('$name: $does', survive, TIMEOUT_MS);
