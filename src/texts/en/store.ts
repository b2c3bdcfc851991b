import { discordTime } from '../discord-format.ts';
import type { StoreTexts } from '../store-texts.ts';

export const store: StoreTexts = {
  couldNotSave: () =>
    'I can’t save anything at the moment, so nothing was changed. Please try again in a few minutes. The coordinators are told what to do.',
  troubles: {
    DISK_FULL: () =>
      'I can’t save anything: the disk that I write to is full. Please ask whoever runs Bellkeeper to free some space there. What sounds now goes on, nothing that I have confirmed is lost, and I go on by myself as soon as there is room.',
    READ_ONLY: () =>
      'I can’t save anything: I am not allowed to write to my folder any more. Please ask whoever runs Bellkeeper to give me back the right to write there. What sounds now goes on, and nothing that I have confirmed is lost.',
    LOCKED: () =>
      'I can’t save anything: another program holds the file in which I keep everything. Please ask whoever runs Bellkeeper to close it. What sounds now goes on, nothing that I have confirmed is lost, and I go on by myself after that.',
    DISK_FAILED: () =>
      'I can’t save anything: the disk that I write to does not answer as it should. Please ask whoever runs Bellkeeper to look at it soon, and to make a copy of my folder first.',
    CORRUPTED: () =>
      'The file in which I keep everything is damaged. I write nothing into it any more, so that nothing gets worse, and no new session can begin. Please ask whoever runs Bellkeeper to stop me, to keep a copy of my folder, and to put back the newest backup: the chapter “Backups” of my manual says how.',
  },
  isBack: ({ sinceMs }) =>
    `I can save again. Since ${discordTime(sinceMs, 't')} I could not; what was asked of me in the meantime was refused, and can be asked again.`,
  restored: ({ backupAtMs, restoredAtMs }) =>
    `What I keep was put back from a backup of ${discordTime(backupAtMs, 'f')}, and I went on with it at ${discordTime(restoredAtMs, 'f')}. What was changed in between is not in it: please look through \`/schedule list\`, and ask people to look at what they signed up for. I look in the channels before I post, so that nothing is said twice.`,
  noBackup: () =>
    'I could not make today’s backup of what I keep. Please ask whoever runs Bellkeeper whether the disk has room, and whether I may write to my folder. Everything else goes on.',
};
