/** The buttons of the panel of what plays: another one, and the words of the recording. */
import {
  type Answer,
  defineButtons,
  type Press,
  refuse,
  replaceWith,
  reply,
  type CommandApp,
} from '../src/app/command.ts';
import { formatComponentId } from '../src/app/component-id.ts';
import type { Message, Recording } from '../src/app/ports.ts';
import { textsFor } from '../src/texts/languages.ts';
import { pagesOf } from '../src/texts/pages.ts';
import type { Texts } from '../src/texts/texts.ts';

/** Leaves room for the heading in a message of 2,000 characters. */
const PAGE_LIMIT = 1_800;
/** What is longer is a file: nobody presses a button so often. */
const MOST_PAGES = 4;

export default defineButtons({
  another: { audience: 'volunteer', run: anotherOne },
  transcript: { audience: 'everyone', run: transcript },
  transcriptPage: { audience: 'everyone', run: transcriptPage },
});

function anotherOne({ caller, occurrenceId, marker }: Press, app: CommandApp): Answer {
  const language = app.signUps.languageOf(caller);
  const { panel } = textsFor(language);
  if (!occurrenceId || app.panel.isOver(caller, occurrenceId, marker)) return tooLate();
  const menu = app.panel.otherChoices(caller, occurrenceId, language);
  return menu ? reply(panel.another(), [[menu]]) : reply(panel.nothingElseFits());
}

function transcript({ caller, occurrenceId, marker }: Press, app: CommandApp): Answer {
  if (!occurrenceId || app.panel.isOver(caller, occurrenceId, marker)) return tooLate();
  const recording = app.panel.playing(caller, occurrenceId);
  if (!recording) return tooLate();
  return {
    kind: 'reply',
    message: wordsOf(recording, 1, textsFor(app.signUps.languageOf(caller))),
  };
}

/** The rest can be read on after the recording has ended, as long as it may be played. */
function transcriptPage({ caller, subject }: Press, app: CommandApp): Answer {
  const [, id, page] = /^(.+):(\d{1,2})$/.exec(subject ?? '') ?? [];
  const recording = app.recordings(caller.guildId).find((each) => each.id === id);
  if (!recording) return tooLate();
  const texts = textsFor(app.signUps.languageOf(caller));
  const { text, rows } = wordsOf(recording, Number(page), texts);
  return replaceWith(text, rows);
}

const tooLate = (): Answer => refuse({ code: 'BUTTON_IS_OLD' });

function wordsOf({ id, title, transcript: words }: Recording, page: number, texts: Texts): Message {
  const { transcript: says } = texts.panel;
  const pages = pagesOf(words, PAGE_LIMIT);
  if (pages.length === 0) return { text: says.none(), rows: [] };
  if (pages.length > MOST_PAGES) {
    const bytes = new TextEncoder().encode(words);
    return { text: says.asFile({ title }), rows: [], files: [{ name: 'words.txt', bytes }] };
  }
  const text = pages[page - 1] ?? '';
  const next = page + 1;
  return {
    text: page === 1 ? `${says.heading({ title })}\n${text}` : text,
    rows:
      next > pages.length
        ? []
        : [[button(id, next, says.nextPage({ page: next, pages: pages.length }))]],
  };
}

function button(id: Recording['id'], page: number, label: string) {
  const subject = `${id}:${page}`;
  const action = 'transcriptPage';
  return {
    kind: 'button',
    id: formatComponentId({ action, marker: '-', subject }),
    label,
    style: 'secondary',
  } as const;
}
