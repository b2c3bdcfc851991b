import { defineCommand, reply } from '../../src/app/command.ts';
import type { Message } from '../../src/app/ports.ts';
import { textsFor } from '../../src/texts/languages.ts';

export default defineCommand({
  name: 'check',
  audience: 'coordinator',
  options: {},
  run({ caller }, app) {
    const texts = textsFor(app.signUps.languageOf(caller));
    const { ingest: words } = texts;
    const messageOf = (done: number, total: number): Message => ({
      text: words.checking({ done, total }),
      rows: [],
    });
    return {
      kind: 'working',
      message: messageOf(0, app.recordingDesk.titles(caller.guildId).length),
      async finish(show) {
        const checked = await app.recordingCheck.check(caller.guildId, (done, total) =>
          show(messageOf(done, total)),
        );
        const lines: string[] = [];
        for (const { recording, file, permission } of checked) {
          const { title, permissionEndsAtMs } = recording;
          if (file !== 'inOrder' && file !== 'none') {
            lines.push(words.fileStates[file]({ title }));
          }
          if (permission !== 'holds') {
            lines.push(words.permissions[permission]({ title, endsAtMs: permissionEndsAtMs ?? 0 }));
          }
          if (recording.page === null) continue;
          const check = await app.pageChecks.check(caller.guildId, recording.id);
          if (check.kind !== 'same') lines.push(texts.soundCloud.checked({ title, check }));
        }
        return reply(words.checked({ total: checked.length, lines }));
      },
    };
  },
});
