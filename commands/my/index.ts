import type { CommandGroup } from '../../src/app/command.ts';
import data from './data.ts';
import forget from './forget.ts';
import sessions from './sessions.ts';
import settings from './settings.ts';

/** What a person has asked for, and all that is kept about them. */
const my: CommandGroup = { name: 'my', subcommands: [sessions, settings, data, forget] };

export default my;
