/** Every command and every button that there is, with who may use it. */
import { commands, looseButtons } from '../../commands/index.ts';
import { commandByPath, isGroup } from '../../src/app/command.ts';

export const everyCommand = [...commandByPath(commands)];

export const everyButton = [
  ...commands,
  ...commands.filter(isGroup).flatMap(({ subcommands }) => subcommands),
  ...looseButtons.map((buttons) => ({ buttons })),
].flatMap(({ buttons }) => Object.entries(buttons ?? {}));
