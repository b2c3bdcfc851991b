import { createIngest, type IngestWords } from '../sections/ingest.ts';
import { recording } from './recording.ts';

const words: IngestWords = {
  waiting: (title, ahead) =>
    `**Your turn comes after ${ahead === 1 ? 'one other' : `${ahead} others`}.** I prepare one recording at a time, and then ${title}.`,
  taking: (title, percent) => `I am fetching ${title} from Discord (${percent} %).`,
  lookingUp: (title) => `I am looking at the page of ${title}.`,
  preparing: (title, percent) =>
    `I am preparing ${title} (${percent} %). You can go on with something else meanwhile.`,
  added: (title, length) => `${title} is prepared. It is ${length} long.`,
  louder: (decibels) => `I made it ${decibels} dB louder, so that it is as loud as the others.`,
  softer: (decibels) => `I made it ${decibels} dB softer, so that it is as loud as the others.`,
  asLoud: 'It was as loud as the others already.',
  staysSofter: 'It stays a little softer still, because a loud moment in it is in the way.',
  next: 'Nobody can choose it yet: another coordinator can now hear and approve it with `/recording approve`.',
  alreadyThere: (title, standing) =>
    `This recording is there already: ${title} (${standing}). Nothing was added.`,
  restored: (title, standing) =>
    `This recording is on the list already: ${title} (${standing}). Its prepared sound had been lost, and is there again.`,
  standings: {
    approved: 'approved',
    proposed: 'waiting for approval',
    needsReview: 'needs another look',
    revoked: 'taken back',
  },
  addedPage: (title, length) =>
    `${title} is put forward. It is ${length} long, and is heard from its page on SoundCloud, as loud as it is there.`,
  noFile: {
    NO_PAGE:
      'Please attach the file of the recording. Without one I need at least its page on SoundCloud.',
    OFF: 'Please attach the file of the recording. I do not play from SoundCloud here.',
  },
  lengths: (page, file) =>
    `The page says ${page}, and the file is ${file} long, so they cannot be the same recording. Please look which of the two is the right one. Nothing was added.`,
  later: (title) => `This is about ${title}, which somebody handed over a while ago.`,
  notPlain: 'Please write each of these in one line, with at most 300 characters.',
  checking: (done, total) => `I am looking at the recordings (${done} of ${total}).`,
  allInOrder: (total) =>
    total === 1 ? 'The one recording is in order.' : `All ${total} recordings are in order.`,
  notInOrder: (total) => `I looked at ${total} recordings. All is in order but this:`,
  more: (leftOut) => `And ${leftOut} more.`,
  fileStates: {
    missing: (title) =>
      `${title}: its file is missing, so it cannot be played. Add it again from the original file, then approve it again.`,
    changed: (title) =>
      `${title}: its file is not the one that was approved, so it is not played. Add it again from the original file, then approve it again.`,
    unreadable: (title) =>
      `${title}: its file cannot be read. Please tell whoever looks after the machine.`,
  },
  permissions: {
    over: (title, day) => `${title}: its permission ended on ${day}, so it is not played.`,
    ending: (title, day) => `${title}: its permission ends on ${day}.`,
  },
  prepareFaults: {
    FFMPEG_MISSING:
      'Recordings are prepared by a program called ffmpeg, and it is not on the machine that I run on. Whoever looks after it can install it (Debian and Ubuntu: apt install ffmpeg; the Docker image has it; macOS: brew install ffmpeg; Windows: winget install ffmpeg), or say in my settings where it is. Everything else works without it.',
    NAME: 'The name of this file holds characters that cannot be shown, or leads to another folder. Rename it with plain letters, then add it again.',
    FILE_MISSING:
      'There is no such file, or it is a folder, or it may not be read. Look at its name and place.',
    EMPTY: 'This file is empty. Ask for it again: something went wrong while it was copied.',
    TOO_LARGE: 'This file is larger than 500 megabytes. Save it as mp3 or flac, which are smaller.',
    NOT_AUDIO:
      'This is no sound file, whatever its name says. I take mp3, m4a, wav, flac, Ogg and WebM.',
    PLAYLIST:
      'This is a list that points to other files or addresses, and holds no sound itself. Add the recording it points to.',
    VIDEO:
      'This is a video. Save its sound as a file of its own, for example mp3, and add that one.',
    DRM: 'This file is protected, so it only plays where it was bought. Ask the speaker for a file without protection.',
    FORMAT:
      'This is a kind of sound file that I do not take. Save it as mp3, m4a, wav, flac, Ogg or WebM.',
    TRUNCATED: 'The end of this file is missing. Copy or download it again.',
    DAMAGED:
      'Parts of this file cannot be decoded. Copy or download it again, or ask for another copy.',
    TOO_LONG: 'This recording is longer than two hours. Cut it into parts, and add each of them.',
    TOO_MANY_CHANNELS: 'This recording has more than two channels. Save it in stereo or mono.',
    SAMPLE_RATE: 'Its sample rate is below 8 or above 96 kHz. Save it with 44.1 or 48 kHz.',
    SILENT:
      'There is nothing in this recording that could be heard. Look whether it is the right one.',
    SOURCE_CHANGED:
      'The file was written to while I prepared it. Wait until it is complete, then add it again.',
    TIMEOUT:
      'It took far too long to prepare this file, so I stopped. Save it as mp3, and add that one.',
    STOPPED: 'Stopped. Nothing was added.',
    NOT_STORED:
      'The prepared file could not be written. Look whether the disk is full, and whether this account may write to the folder.',
    NOT_VERIFIED:
      'What came out is not as long as what went in, so I do not keep it. Save the recording as wav, and add that one.',
  },
  downloadFaults: {
    HOST: 'This file does not lie with Discord, or Discord sent me elsewhere for it, and I fetch files from nowhere else. Attach it to the command once more.',
    GONE: 'Discord does not have this file any more. Attach it to the command once more.',
    TOO_LARGE:
      'More than 500 megabytes came, so I left it. Save the recording as mp3 or flac, which are smaller.',
    TIMEOUT:
      'The file stopped coming, or took more than ten minutes, so I gave up. Attach it once more a little later.',
    NETWORK: 'The file did not come over whole. Attach it once more a little later.',
    NOT_STORED:
      'The file could not be kept while I work on it. Whoever looks after the machine can see whether its disk is full.',
    STOPPED: 'I was stopped before the file had come. Nothing was added; please add it again.',
  },
  pageFaults: {
    BAD_ADDRESS:
      'I could not read that address. Copy it from the browser: https://soundcloud.com/, the account, and the recording.',
    NOT_HTTPS: 'The address of the page begins with https://. Copy it from the browser.',
    OTHER_SITE: 'That page is not on soundcloud.com. For any other page there is the option link.',
    PLAYLIST: 'That is a list of recordings. Give the page of the one recording.',
    USER_PAGE: 'That is the page of an account. Give the page of the one recording.',
    SECRET_LINK:
      'That is a private address, which works like a key, so I do not keep it. Give the public one, or leave it out.',
    SHORT_LINK:
      'That is a short link, which may lead anywhere. Open it, and copy the whole address from the browser.',
    CLOSED:
      'SoundCloud does not show that page to everyone. Make it public there, or leave it out.',
    ELSEWHERE: 'That page leads on to a place that is not SoundCloud, so I stopped there.',
    CRASHED:
      'I could not look at the page: the program that asks SoundCloud broke off. Try again a little later, or leave the page out.',
    WRONG_ACCOUNT:
      'That page belongs to another account than your community’s. Look whether it is the right one.',
    NO_ACCOUNT:
      'Your settings name no SoundCloud account, so I can not tell whose page it is. Leave the page out, or ask whoever runs Bellkeeper to name it there.',
    GONE: 'There is no such page on SoundCloud, or no more. Look at its address.',
    PREVIEW_ONLY:
      'SoundCloud gives only the first seconds of that recording to everyone, so its page proves nothing.',
    DRM: 'SoundCloud protects that recording, so its page proves nothing.',
    RATE_LIMITED: 'SoundCloud asks me to wait. Try again in a quarter of an hour.',
    NETWORK: 'I could not reach SoundCloud. Try again a little later, or leave the page out.',
    TIMEOUT: 'SoundCloud did not answer in time. Try again a little later, or leave the page out.',
    UNREADABLE:
      'SoundCloud answered in a way that I do not understand. Leave the page out for now.',
    DISAGREES:
      'SoundCloud told me two different things about that page, so I do not rely on it. Leave the page out for now.',
    RESTING:
      'SoundCloud gave no good answer three times, so I leave it in peace for a quarter of an hour. Try again then, or leave the page out.',
  },
};

export const ingest = createIngest(words, recording.refusals);
