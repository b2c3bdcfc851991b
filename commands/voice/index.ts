import type { CommandGroup } from '../../src/app/command.ts';
import list from './list.ts';
import { buttons } from './look.ts';
import preview from './preview.ts';
import reset from './reset.ts';
import set from './set.ts';

const voice: CommandGroup = {
  name: 'voice',
  subcommands: [list, set, preview, reset],
  buttons,
};

export default voice;
