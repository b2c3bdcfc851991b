/** Who may be asked to teach. */
import { defineCommand, reply } from '../../src/app/command.ts';
import { textsFor } from '../../src/texts/languages.ts';

export const add = defineCommand({
  name: 'add',
  audience: 'coordinator',
  options: { teacher: { type: 'user', required: true } },
  run({ caller, options: { teacher: userId } }, app) {
    app.teaching.add(caller, userId);
    return reply(textsFor(app.signUps.languageOf(caller)).teaching.added({ userId }));
  },
});

export const remove = defineCommand({
  name: 'remove',
  audience: 'coordinator',
  options: { teacher: { type: 'user', required: true } },
  run({ caller, options: { teacher: userId } }, app) {
    const { teaching } = textsFor(app.signUps.languageOf(caller));
    const wasTeaching = app.teaching.remove(caller, userId);
    return reply(wasTeaching ? teaching.removed({ userId }) : teaching.notATeacher({ userId }));
  },
});
