/** What `npm run recordings` says, in English: whoever runs it sits at the machine. */
import type { AllowlistEntry } from '../domain/playback.ts';
import type { PrepareFaultCode } from '../domain/prepare-fault.ts';
import type { DetailMistake, FileState, IngestEnd } from '../domain/ingest.ts';
import { unreachable } from '../domain/unreachable.ts';
import { ingest } from './en/ingest.ts';
import { lengthText } from './length-text.ts';

export const recordingsHow = `Write one of:
  npm run recordings -- add FILE --title TITLE --speaker SPEAKER --language en
                                      prepares a sound file and puts it forward for approval;
                                      more, if you like: --kind --intensity --licence --credit --link,
                                      --permission-from, --permission-given 2026-11-30,
                                      --permission-until 2027-11-30, and --page with the
                                      address of its page on SoundCloud
  npm run recordings -- list          every recording, with its status and length
  npm run recordings -- check         looks whether every prepared file is what it was
  npm run recordings -- export FILE   writes the list into a file, as JSON`;

/** What is wrong with a file that was handed over, and what to do. */
export function describePrepareFault(code: PrepareFaultCode): string {
  return ingest.prepareFaults[code]();
}

/** `[#####---------------]  25 %`. */
export function progressBar(fraction: number): string {
  const done = Math.round(fraction * 20);
  return `[${'#'.repeat(done)}${'-'.repeat(20 - done)}] ${progressLine(fraction).padStart(5)}`;
}

export function progressLine(fraction: number): string {
  return `${Math.floor(fraction * 100)} %`;
}

const STATUS: Readonly<Record<AllowlistEntry['status'], string>> = {
  approved: 'approved',
  proposed: 'proposed',
  needsReview: 'needs review',
  revoked: 'revoked',
};

type Listed = Pick<AllowlistEntry, 'id' | 'title' | 'speaker' | 'language' | 'lengthMs' | 'status'>;

export function recordingLine({ id, title, speaker, language, lengthMs, status }: Listed): string {
  return `${STATUS[status].padEnd(12)}  ${lengthText(lengthMs).padStart(7)}  ${id}: ${title}, ${speaker} (${language})`;
}

export function recordingCount(count: number): string {
  if (count === 0) return 'There are no recordings yet.';
  return count === 1 ? '1 recording.' : `${count} recordings.`;
}

/** How it ended, for whoever sits at the machine. */
export function describeEnd(title: string, end: IngestEnd): string {
  switch (end.end) {
    case 'added':
      return addedText(title, end);
    case 'alreadyThere': {
      const { keptTitle, recordingId, status, isRestored } = end;
      const there = `This recording is there already: "${keptTitle}" (${recordingId}, ${STATUS[status]}).`;
      return `${there} ${isRestored ? 'Its prepared file is back in its place.' : 'Nothing was added.'}`;
    }
    case 'details':
      return SENTENCE_BY_MISTAKE[end.why];
    case 'download':
    case 'prepare':
    case 'page':
    case 'lengths':
    case 'addedPage':
    case 'noFile':
      return ingest.end({ title, end });
    default:
      return unreachable(end);
  }
}

function addedText(
  title: string,
  { recordingId, lengthMs, loudnessLufs, gainDb }: Extract<IngestEnd, { end: 'added' }>,
): string {
  const change = gainDb < 0 ? `${-gainDb} dB softer` : `${gainDb} dB louder`;
  const quiet =
    loudnessLufs < -17
      ? ' It stays softer than the others, because a loud moment in it would be too loud otherwise.'
      : '';
  return `Added "${title}" as ${recordingId}, ${lengthText(lengthMs)} long and made ${change}.${quiet} It is proposed, and nobody can hear it until a coordinator approves it.`;
}

export type AddMistake = 'SPEAKER' | 'DATE';

const SENTENCE_BY_MISTAKE: Readonly<Record<AddMistake | DetailMistake, string>> = {
  NO_TITLE: 'Say what it is called, for example --title "Body scan".',
  SPEAKER: 'Say who speaks, for example --speaker "Ana Souza".',
  BAD_LANGUAGE: 'Say in which language it is, for example --language en, es or pt-BR.',
  BAD_LINK: 'Write a link whole, beginning with https://, or leave --link out.',
  DATE: 'Write dates like 2027-03-31: --permission-given 2026-11-30 --permission-until 2027-11-30.',
  BAD_DATE: 'Write dates like 2027-03-31.',
  PERMISSION_OVER:
    'This permission is over already (--permission-until). Ask for a new one, and add the recording then.',
  NOT_PLAIN: 'Write titles and names in one line, with at most 300 characters.',
};

export function describeAddMistake(mistake: AddMistake): string {
  return SENTENCE_BY_MISTAKE[mistake];
}

export function checkLine({ id, title }: Listed, state: FileState): string {
  const name = `${id}, "${title}"`;
  switch (state) {
    case 'inOrder':
      return `${name}: in order.`;
    case 'missing':
      return `${name}: its file is missing, and it cannot be played. Add the recording again from the original file.`;
    case 'changed':
      return `${name}: its file is not what it was, and it will not be played. Put the file back from a backup, or delete it and add the recording again.`;
    case 'unreadable':
      return `${name}: its file cannot be read. Give the bot's account the right to read it.`;
    default:
      return unreachable(state);
  }
}

export function checkedText(total: number, wrong: number): string {
  if (wrong === 0) return `All is well: ${total} looked at.`;
  return `${wrong} of ${total} cannot be played as they are.`;
}

export function exportedText(path: string, count: number): string {
  return `${path} holds the list now. ${recordingCount(count)}`;
}

export function notWrittenText(path: string): string {
  return `I cannot write to ${path}. Choose a place that this account may write to.`;
}

export const guildMissingText =
  'Set DISCORD_GUILD_ID to the id of your server, a number of 17 to 20 digits, as the bot has it: the database keeps a list for each server.';

export function databaseMissingText(path: string): string {
  return `There is no database at ${path} yet. Start the bot once, or set BELLKEEPER_DATA to the folder that holds it.`;
}
