import type { RefusalInWords, RefusalTexts } from '../texts.ts';

type Needed = Extract<RefusalInWords, { code: 'NOT_ALLOWED' }>['needed'];

export interface WhoMayWords {
  /** What a command or button does, by its path or action, to stand after "only volunteers can". */
  readonly deeds: Readonly<Record<string, string>>;
  readonly otherDeed: string;
  readonly onlyThese: Readonly<Record<Needed, (deed: string) => string>>;
}

export function createNotAllowed(words: WhoMayWords): RefusalTexts['NOT_ALLOWED'] {
  const deedByCommand = new Map(Object.entries(words.deeds));
  return ({ needed, command }) => {
    // What stands under one name is one kind of deed: `schedule add` is `schedule`.
    const [name = ''] = command.split(' ');
    return words.onlyThese[needed](deedByCommand.get(name) ?? words.otherDeed);
  };
}
