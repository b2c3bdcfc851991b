import { defineCommand, reply } from '../../src/app/command.ts';
import type { Message } from '../../src/app/ports.ts';
import type { HandedOver } from '../../src/app/ingest.ts';
import type { IngestEnd, IngestProgress, RecordingDetails } from '../../src/domain/ingest.ts';
import { textsFor } from '../../src/texts/languages.ts';
import { aboutOptions, type GivenDay, linkOf, permissionDays } from './details.ts';
import { refuseRecording } from './preview.ts';

const USUAL_KIND = 'practice';
const { title: titleOption, language: languageOption, ...furtherOptions } = aboutOptions;

export default defineCommand({
  name: 'add',
  audience: 'coordinator',
  options: {
    title: { ...titleOption, required: true },
    language: { ...languageOption, required: true },
    file: { type: 'attachment', required: false },
    ...furtherOptions,
    page: { type: 'string', required: false, maxLength: 300 },
  },
  run({ caller, options }, app) {
    const days = permissionDays(options, app.zone(caller.guildId));
    if (days === null) return refuseRecording('BAD_DATE');
    const { file, title, language, speaker, kind, intensity, credit, link, page } = options;
    const details: RecordingDetails = {
      title: title.trim(),
      language: language.trim(),
      speaker: speaker?.trim() ?? '',
      kind: kind?.trim() ?? USUAL_KIND,
      intensity: intensity?.trim() ?? '',
      licence: '',
      credit: (credit ?? speaker)?.trim() ?? '',
      link: linkOf(link)?.trim() ?? '',
      permissionFrom: options['permission-from']?.trim() ?? '',
      permissionAtMs: atMsOf(days.given),
      permissionEndsAtMs: atMsOf(days.until),
      transcript: '',
    };
    const handed: HandedOver = {
      guildId: caller.guildId,
      by: caller.userId,
      file,
      details,
      pageAddress: page === null ? null : page.trim(),
    };
    const { ingest: texts } = textsFor(app.signUps.languageOf(caller));
    const refusal = app.ingest.refusalOf(handed);
    if (refusal !== null) return reply(texts.end({ title, end: refusal }));
    const messageOf = (progress: IngestProgress): Message => ({
      text: texts.progress({ title, progress }),
      rows: [],
    });
    let ended: IngestEnd | null = null;
    return {
      kind: 'working',
      message: messageOf({ phase: 'taking', fraction: 0 }),
      async finish(show) {
        ended = await app.ingest.add(handed, (progress) => show(messageOf(progress)));
        return reply(texts.end({ title, end: ended }));
      },
      onUnseen() {
        if (ended !== null) app.ingest.tellCoordinators(caller.guildId, title, ended);
      },
    };
  },
});

function atMsOf(day: GivenDay): number | null {
  return day === 'leftOut' ? null : day;
}
