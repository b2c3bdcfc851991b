import type { CommandGroup } from '../../src/app/command.ts';
import add from './add.ts';
import addOnce from './add-once.ts';
import cancel from './cancel.ts';
import edit from './edit.ts';
import list from './list.ts';
import move from './move.ts';
import pause from './pause.ts';
import { buttons } from './preview.ts';
import remove from './remove.ts';
import resume from './resume.ts';
import undo from './undo.ts';

const schedule: CommandGroup = {
  name: 'schedule',
  subcommands: [add, edit, pause, resume, remove, list, cancel, move, addOnce, undo],
  buttons,
};

export default schedule;
