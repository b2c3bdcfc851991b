import { createRecording, type RecordingWords } from '../sections/recording.ts';
import type { CommandTexts, OptionWords } from '../texts.ts';
import { time } from './time.ts';

const words: RecordingWords = {
  list: 'These are all the recordings that are kept here, and how each of them stands.',
  more: (leftOut) => `And ${leftOut} more.`,
  none: 'No recording is kept here yet.',
  labels: {
    title: 'Title:',
    standing: 'How it stands:',
    speaker: 'Voice:',
    language: 'Language:',
    length: 'Length:',
    kind: 'Kind of practice:',
    intensity: 'How strong it may feel:',
    permissionFrom: 'Permission from:',
    permissionAtMs: 'Permission given:',
    permissionEndsAtMs: 'Permission until:',
    source: 'Where it came from:',
    credit: 'Credit:',
    link: 'Link:',
    transcript: 'Its words:',
    file: 'The file begins with:',
    proposedBy: 'Put forward by:',
    approvedBy: 'Approved by:',
    lastPlayed: 'Last played:',
  },
  standings: {
    approved: 'approved',
    proposed: 'waiting for approval',
    needsReview: 'needs another look',
    revoked: 'taken back',
    permissionOver: 'permission has ended',
  },
  notNoted: 'not noted',
  wordCount: (count) => (count === 1 ? 'one word' : `${count} words`),
  withoutEnd: 'no end noted',
  onDay: (who, day) => `${who}, ${day}`,
  never: 'never',
  approve: 'Please listen to all of it, and approve it only if you can vouch for everything below.',
  hearing: {
    attached: 'The sound is attached, exactly as the room would hear it.',
    parts: (count) =>
      `The sound is attached in ${count} files, one after the other, exactly as the room would hear it.`,
    excerpts: ({ heard, unheard }) =>
      `It is too long to be attached whole. What you can hear here: ${heard}. What you cannot hear here: ${unheard}. All of it lies in the folder of the prepared recordings, under the letters and digits that stand below.`,
    onPage: (address) =>
      `It is heard from its page as it is there. Please listen to all of it: ${address}`,
    missing: 'There is no prepared sound yet, so it cannot be heard.',
  },
  revoke: (title) =>
    `Take ${title} back? It leaves the list at once, and nobody can begin it any more.`,
  revokePlaying: 'It is playing just now; it would fade out, and the room would choose again.',
  revokeDefaults: (series) =>
    `These series begin with it when nobody chooses, and would take another one: ${series}.`,
  reopen: (title) =>
    `Look at ${title} again? It can be heard only once somebody else has approved it.`,
  edit: (title) => `Change ${title} like this?`,
  editNeedsReview:
    'Since this is about its permission, it cannot be heard until another coordinator has approved it.',
  approved: (title) => `Thank you. ${title} is approved, and can be chosen from now on.`,
  revoked: (title) => `${title} is taken back. Nobody can begin it any more.`,
  revokedPlaying: 'It was playing; it fades out now, and the room chooses again.',
  reopened: (title) => `${title} waits for another look. Somebody else can approve it now.`,
  edited: (title) => `${title} is changed.`,
  editedNeedsReview: 'It cannot be heard until another coordinator has approved it.',
  leftAlone: 'Nothing was changed.',
  refusals: {
    OWN_PROPOSAL:
      'You put this recording forward yourself, so another coordinator listens to it and approves it.',
    ALREADY_APPROVED: 'This recording is approved already.',
    ALREADY_REVOKED: 'This recording is taken back already.',
    NOT_REVOKED: 'This recording was not taken back, so it needs no fresh start.',
    IS_REVOKED: 'This recording was taken back. Show it first, and ask there for another look.',
    NOT_PREPARED: 'This recording has no prepared sound yet, so nobody can vouch for it.',
    PERMISSION_OVER:
      'The permission for this recording has ended. Once there is a new one, note it first, and approve it then.',
    NOTHING_CHANGED: 'That is how it stands already, so there is nothing to change.',
    BAD_DATE:
      'I could not read that date. Please write it like 2027-03-31, or write none where there is no date.',
    BAD_LINK:
      'A link begins with https:// and leads to a page. Please write it whole, or write none.',
    BAD_LANGUAGE: 'Please write the language as its short code: en, es, de or fr.',
    TRANSCRIPT_TOO_LARGE: 'Please hand over the words as a text file of at most 200 kB.',
    TRANSCRIPT_NOT_TEXT:
      'Please hand over the words as a plain text file (.txt). I could not read this one as text.',
    TRANSCRIPT_NOT_FETCHED: 'I could not fetch that file. Please try once more in a moment.',
    NO_TITLE: 'A recording needs a title, so that people can choose it.',
    CHANGED:
      'This recording was changed since you looked at it, so nothing was done. Please look at it again.',
    UNKNOWN:
      'I know no recording of that name. Please type a few letters and pick one from the list that opens.',
  },
  buttons: {
    approve: 'I have listened, approve it',
    revoke: 'Take it back',
    reopen: 'Ask for another look',
    edit: 'Change it',
    leave: 'Leave it as it is',
  },
  unknownTitle: 'a recording that is not on the list',
  unheard: {
    NOT_LISTED: (title) => `Somebody asked for ${title}. Nothing was played.`,
    NOT_APPROVED: (title) =>
      `Somebody asked for ${title}, which is not approved as it stands now. Nothing was played; please look at it.`,
    REVOKED: (title) => `Somebody asked for ${title}, which was taken back. Nothing was played.`,
    PERMISSION_ENDED: (title) =>
      `Somebody asked for ${title}, whose permission has ended. Nothing was played.`,
    FILE_MISSING: (title) =>
      `${title} was to be played, but its file is gone. Nothing was played; please look at it.`,
    HASH_MISMATCH: (title) =>
      `${title} was to be played, but its file is not the one that was approved. Nothing was played; please look at it.`,
    DECODE: (title) =>
      `${title} was to be played, but its file is damaged. Nothing was played; please look at it.`,
    IDENTITY_CHANGED: (title) =>
      `${title} was to be played, but its page on SoundCloud is not the one that was approved: its owner, its sound or its length has changed. Please look at it; attaching the file makes you independent of the page.`,
    GONE: (title) =>
      `${title} was to be played, but its page on SoundCloud is gone. Please look at it; attaching the file makes you independent of the page.`,
    PREVIEW_ONLY: (title) =>
      `${title} was to be played, but SoundCloud gives only its beginning. Nothing was played; attaching the file helps.`,
    DRM: (title) =>
      `${title} was to be played, but SoundCloud protects it against being played elsewhere. Nothing was played; attaching the file helps.`,
    RATE_LIMITED: (title) =>
      `${title} was to be played, but SoundCloud takes no more questions from us for a while. There is nothing that you must do; attaching the file makes you independent of it.`,
    UNREACHABLE: (title) =>
      `${title} could not be heard to its end, because SoundCloud could not be reached. There is nothing that you must do; attaching the file makes you independent of it.`,
    STALLED: (title) =>
      `${title} could not be heard to its end, because nothing more came from SoundCloud. There is nothing that you must do; attaching the file makes you independent of it.`,
    STREAMING_OFF: (title) =>
      `${title} was to be played from SoundCloud, which is switched off in my settings. Nothing was played; please attach its file, or take it back.`,
  },
  permissionEnds: ({ title, day }) =>
    `The permission for ${title} ends on ${day}. From then on it is not played any more. Where it may be renewed, please note the new date in time.`,
};

export const recording = createRecording(words, time);

const picked: OptionWords = { name: 'recording', description: 'Type a few letters and pick it' };

const about = {
  speaker: { name: 'speaker', description: 'Who speaks' },
  language: { name: 'language', description: 'Its short code: en, es, de or fr' },
  kind: { name: 'kind', description: 'What kind of practice it is' },
  intensity: { name: 'intensity', description: 'How strong it may feel, in a few words' },
  credit: { name: 'credit', description: 'The line of credit that people read' },
  link: { name: 'link', description: 'A page about it, beginning with https://, or none' },
  'permission-from': { name: 'permission-from', description: 'Who gave the permission' },
  'permission-given': {
    name: 'permission-given',
    description: 'When it was given: 2026-11-30, or none',
  },
  'permission-until': {
    name: 'permission-until',
    description: 'When it ends: 2027-03-31, or none',
  },
} satisfies Readonly<Record<string, OptionWords>>;

/** `/recording` and what stands under it. */
export const recordingCommands: CommandTexts = {
  recording: { name: 'recording', description: 'Look after the recordings (coordinators)' },
  'recording add': {
    name: 'add',
    description: 'Hand over a sound file as a new recording; it waits for approval',
    options: {
      file: { name: 'file', description: 'mp3, m4a, wav, FLAC, Ogg or WebM, up to two hours' },
      title: { name: 'title', description: 'What people choose it by' },
      ...about,
      page: { name: 'page', description: 'Its page on SoundCloud, which shows whose it is' },
    },
  },
  'recording check': {
    name: 'check',
    description: 'Look whether every recording still is what was approved',
  },
  'recording list': { name: 'list', description: 'Every recording, and how it stands' },
  'recording show': {
    name: 'show',
    description: 'All that is known of a recording',
    options: { recording: picked },
  },
  'recording approve': {
    name: 'approve',
    description: 'Listen to a recording and vouch for it',
    options: { recording: picked },
  },
  'recording revoke': {
    name: 'revoke',
    description: 'Take a recording back; it stops wherever it plays',
    options: { recording: picked },
  },
  'recording edit': {
    name: 'edit',
    description: 'Change what is written about a recording: only what you fill in',
    options: {
      recording: picked,
      title: { name: 'title', description: 'The new title' },
      ...about,
      transcript: {
        name: 'transcript',
        description: 'A text file (.txt) with the words that are spoken',
      },
    },
  },
};
