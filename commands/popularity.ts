import { defineCommand, reply } from '../src/app/command.ts';
import { textsFor } from '../src/texts/languages.ts';

const USUAL_WEEKS = 12;

export default defineCommand({
  name: 'popularity',
  audience: 'coordinator',
  options: { weeks: { type: 'integer', required: false, min: 4, max: 52 } },
  async run({ caller, options }, app) {
    const { popularity: words } = textsFor(app.signUps.languageOf(caller));
    const weeks = options.weeks ?? USUAL_WEEKS;
    const report = await app.popularity.report(caller.guildId, weeks, words);
    if (!report) return reply(words.nothingInTheseWeeks());
    const { span, pictures, table } = report;
    const text = pictures.length > 0 ? words.answer(span) : words.answerWithoutPictures(span);
    return {
      kind: 'reply',
      message: { text, rows: [], files: [...pictures, table] },
    };
  },
});
