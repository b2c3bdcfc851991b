import { createSoundCloud, type SoundCloudWords } from '../sections/sound-cloud.ts';

const words: SoundCloudWords = {
  changes: {
    OWNER: (title) =>
      `The SoundCloud page of ${title} belongs to another account than the one that was approved.`,
    TRACK: (title) =>
      `Another recording stands on the SoundCloud page of ${title} than the one that was approved.`,
    DURATION: (title) =>
      `The recording on the SoundCloud page of ${title} is of another length than before, so it has been replaced.`,
    GONE: (title) => `The SoundCloud page of ${title} is gone; I looked twice.`,
  },
  notPlayed:
    'So I do not play it for now. Please look at it: `/recording approve` lets it be heard again, `/recording revoke` takes it back.',
  same: (title) => `The SoundCloud page of ${title} is the one that was approved.`,
  noPage: (title) => `${title} has no SoundCloud page.`,
  goneOnce: (title) =>
    `The SoundCloud page of ${title} is not there now. I look again in about an hour, and only then does it count.`,
  unsettled: {
    waits: (title) =>
      `SoundCloud answers no questions for a while, so I could not look at the page of ${title}.`,
    silent: (title) => `I could not reach SoundCloud to look at the page of ${title}.`,
    noAccount: (title) =>
      `The settings name no SoundCloud account, so I can’t tell whose the page of ${title} is.`,
    unclear: (title) => `SoundCloud did not clearly say what stands on the page of ${title}.`,
  },
  nothingChanged: 'Nothing has changed for the recording.',
};

export const soundCloud = createSoundCloud(words);
