import type { ButtonHandlers, Command, CommandGroup } from '../src/app/command.ts';
import choice from './choice.ts';
import guidelines from './guidelines.ts';
import handOver from './hand-over.ts';
import my from './my/index.ts';
import panel from './panel.ts';
import play from './play.ts';
import popularity from './popularity.ts';
import recording from './recording/index.ts';
import recordings from './recordings.ts';
import schedule from './schedule/index.ts';
import sessions from './sessions.ts';
import signOff from './signoff.ts';
import signUp from './signup.ts';
import sit from './sit.ts';
import status from './status.ts';
import stop from './stop.ts';
import teachers from './teachers/index.ts';
import teaching from './teaching.ts';
import welcome from './welcome.ts';
import voice from './voice/index.ts';
import wording from './wording.ts';

/** Every slash command, in the order in which people meet them. */
export const commands: readonly (Command | CommandGroup)[] = [
  sessions,
  signUp,
  signOff,
  my,
  guidelines,
  recordings,
  status,
  welcome,
  play,
  sit,
  stop,
  schedule,
  teachers,
  teaching,
  recording,
  voice,
  wording,
  popularity,
];

/** Buttons and menus that belong to no slash command. */
export const looseButtons: readonly ButtonHandlers[] = [choice, handOver, panel];
