import type { CommandGroup } from '../../src/app/command.ts';
import assign from './assign.ts';
import { add, remove } from './people.ts';
import plan from './plan.ts';
import unassign from './unassign.ts';

const teachers: CommandGroup = {
  name: 'teachers',
  subcommands: [plan, assign, unassign, add, remove],
};

export default teachers;
