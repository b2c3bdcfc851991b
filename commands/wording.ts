import {
  type Answer,
  type Caller,
  type CommandApp,
  defineCommand,
  refuse,
  reply,
} from '../src/app/command.ts';
import { formatComponentId } from '../src/app/component-id.ts';
import type { ControlRow } from '../src/app/ports.ts';
import type { ProposedWelcome } from '../src/app/wording.ts';
import { textsFor } from '../src/texts/languages.ts';
import type { WordingLanguage } from '../src/texts/wording-texts.ts';

const LANGUAGES = ['es', 'de', 'fr'] as const;
/** Enough of a hash that no other words have it, and short enough for a button. */
const HASH_DIGITS = 16;

export default defineCommand({
  name: 'wording',
  audience: 'coordinator',
  options: { language: { type: 'string', required: true, choices: LANGUAGES } },
  run({ caller, options }, app) {
    const language = languageOf(options.language);
    return language === null ? refuse({ code: 'BUTTON_IS_OLD' }) : look(caller, app, language);
  },
  buttons: {
    approveWording: {
      audience: 'coordinator',
      run({ caller, subject }, app) {
        const [written = '', sha256Start = ''] = subject?.split(':') ?? [];
        const language = languageOf(written);
        if (language === null) return refuse({ code: 'BUTTON_IS_OLD' });
        const texts = textsFor(app.signUps.languageOf(caller)).wording;
        if (!app.wording.approve(caller, language, sha256Start)) {
          return look(caller, app, language, `${texts.changed()}\n\n`);
        }
        const welcome = app.wording.welcome(caller.guildId, language);
        if (welcome === null) return reply(texts.nothingProposed({ language }));
        return reply(texts.approved({ ...welcome, language }));
      },
    },
    takeBackWording: {
      audience: 'coordinator',
      run({ caller, subject }, app) {
        const language = languageOf(subject ?? '');
        if (language === null) return refuse({ code: 'BUTTON_IS_OLD' });
        return app.wording.takeBack(caller, language)
          ? reply(textsFor(app.signUps.languageOf(caller)).wording.takenBack({ language }))
          : look(caller, app, language);
      },
    },
  },
});

function languageOf(written: string): WordingLanguage | null {
  return LANGUAGES.find((language) => language === written) ?? null;
}

/** The proposal beside the English words, with the one button that makes sense. */
function look(caller: Caller, app: CommandApp, language: WordingLanguage, before = ''): Answer {
  const texts = textsFor(app.signUps.languageOf(caller)).wording;
  const welcome = app.wording.welcome(caller.guildId, language);
  if (welcome === null) return reply(texts.nothingProposed({ language }));
  const text = texts.proposal({ ...welcome, language, proposed: welcome.proposed.words });
  return reply(`${before}${text}`, [buttonOf(caller, app, language, welcome)]);
}

function buttonOf(
  caller: Caller,
  app: CommandApp,
  language: WordingLanguage,
  welcome: ProposedWelcome,
): ControlRow {
  const { buttons } = textsFor(app.signUps.languageOf(caller)).wording;
  const { sha256 } = welcome.proposed;
  return welcome.isApproved
    ? [
        {
          kind: 'button',
          id: idOf('takeBackWording', language),
          label: buttons.takeBackWording(),
          style: 'secondary',
        },
      ]
    : [
        {
          kind: 'button',
          id: idOf('approveWording', `${language}:${sha256.slice(0, HASH_DIGITS)}`),
          label: buttons.approveWording(),
          style: 'primary',
        },
      ];
}

function idOf(action: string, subject: string): string {
  return formatComponentId({ action, marker: '-', subject });
}
