import type { Texts } from '../texts.ts';
import { alerts } from './alerts.ts';
import { announcements } from './announcements.ts';
import { answers } from './answers.ts';
import { commands, completions, controls } from './controls.ts';
import { outside } from './outside.ts';
import { page } from './page.ts';
import { popularity, popularityCommands } from './popularity.ts';
import { preflight } from './preflight.ts';
import { events } from './event.ts';
import { health } from './health.ts';
import { store } from './store.ts';
import { ingest } from './ingest.ts';
import { soundCloud } from './sound-cloud.ts';
import { recording, recordingCommands } from './recording.ts';
import { refusals, trouble } from './refusals.ts';
import { panel } from './panel.ts';
import { room } from './room.ts';
import { notices, schedule } from './schedule.ts';
import { scheduleCommands } from './schedule-commands.ts';
import { signUp } from './sign-up.ts';
import { status } from './status.ts';
import { teaching } from './teaching.ts';
import { time } from './time.ts';
import { vote } from './vote.ts';
import { voice, voiceCommands } from './voice.ts';
import { wording, wordingCommands } from './wording.ts';

export const english: Texts = {
  time,
  announcements,
  room,
  panel,
  alerts,
  refusals,
  trouble,
  outside,
  status,
  answers,
  controls,
  completions,
  commands: {
    ...commands,
    ...scheduleCommands,
    ...signUp.commands,
    ...voiceCommands,
    ...wordingCommands,
    ...teaching.commands,
    ...popularityCommands,
    ...recordingCommands,
  },
  signUp,
  events,
  health,
  store,
  schedule,
  notices,
  page,
  voice,
  wording,
  recording,
  ingest,
  soundCloud,
  popularity,
  preflight,
  teaching,
  vote,
};
