import type { CommandGroup } from '../../src/app/command.ts';
import add from './add.ts';
import approve from './approve.ts';
import check from './check.ts';
import edit from './edit.ts';
import list from './list.ts';
import { buttons } from './preview.ts';
import revoke from './revoke.ts';
import show from './show.ts';

const recording: CommandGroup = {
  name: 'recording',
  subcommands: [add, list, show, approve, revoke, edit, check],
  buttons,
};

export default recording;
