import { createVoice, createVoiceCommands, type VoiceWords } from '../sections/voice.ts';

const words: VoiceWords = {
  names: {
    welcome: 'The welcome',
    'begin-soon': 'A minute before the welcome',
    'recording-next': 'Before a recording',
    silence: 'Before a silence of another length',
    'silence-10': 'Before ten minutes of silence',
    'silence-15': 'Before fifteen minutes of silence',
    'silence-20': 'Before twenty minutes of silence',
    'silence-end': 'After a silence',
    choose: 'When the room may choose again',
    resumed: 'After the sound was lost',
    close: 'The closing words',
  },
  list: 'This is what is spoken in our sessions, and in whose voice.',
  heard: {
    recorded: 'your own recording',
    rhvoice: 'your own words, in a synthetic voice',
    flite: 'your own words, in a simple synthetic voice',
    shipped: 'as it comes with me',
    none: 'nothing is spoken in this language; the chat says it',
  },
  waits: (who) =>
    who === null ? 'something new waits to be heard' : `something new by ${who} waits to be heard`,
  faults: {
    FILE: 'your own is not used, since its file is not the one that was accepted',
    WORDS: 'your own is not used, since it says other words than those that are shown',
  },
  standings: {
    proposed: 'This waits to be heard and accepted; nobody in a session hears it before.',
    own: 'This is what our sessions hear now.',
    shipped: 'This is what our sessions hear now, as it comes with me.',
  },
  origins: {
    recorded: 'It is a person’s own recording.',
    rhvoice: 'A synthetic voice speaks it.',
    flite: 'A simple synthetic voice speaks it, so please listen well whether each word is clear.',
  },
  setBy: (who) => `It was set by ${who}.`,
  noWords: 'No words are shown for this in our language.',
  length: (length) => `It lasts ${length}.`,
  pauses: (count) =>
    count === 1
      ? 'It has one pause, where it can end early when a teacher comes.'
      : `It has ${count} pauses, where it can end early when a teacher comes.`,
  noPauses:
    'I found no pause in it, so it is always heard to its end, even when a teacher comes meanwhile.',
  attached: 'The sound is attached, exactly as the room hears it.',
  silent: 'There is no sound to attach just now.',
  accept: 'Please listen to all of it, and accept it only if it says the words above.',
  needsAnother:
    'Since you set it yourself, another coordinator listens to it with `/voice preview` and accepts it.',
  waiting: (ahead) =>
    ahead === 1
      ? 'One other file is being prepared first. I begin right after it.'
      : `${ahead} other files are being prepared first. I begin right after them.`,
  taking: 'I am fetching your recording.',
  speaking: 'I am speaking your words. This takes a few seconds.',
  preparing: 'I am preparing the sound for the room.',
  reset: (name) => `Go back to what comes with me, for ${name}?`,
  resetProposed: 'Only what still waits to be heard would be put away.',
  resetTo: 'These are the words from then on:',
  accepted: (name) => `Thank you. From now on, sessions hear it like this: ${name}.`,
  wasReset: (name) => `From now on, sessions hear again what comes with me: ${name}.`,
  leftAlone: 'Nothing was changed.',
  refusals: {
    UNKNOWN_SENTENCE: 'I say no sentence of that name. Please pick one from the list that opens.',
    NOTHING_GIVEN: 'Please attach a recording, or write the words that I should speak, or both.',
    NO_WORDS: 'I need words with letters in them, so that people can read along.',
    WORDS_NEEDED:
      'No words are shown for this in our language yet, so please write with your recording what it says.',
    TOO_MANY_WORDS:
      'Those are more words than fit in one message. Please keep to 1,200 characters.',
    TOO_LONG:
      'This is longer than people wait for it: the welcome may last five minutes, everything else one.',
    NO_ENGINE:
      'I have no voice that speaks our language well enough. Please record the words yourself and attach them.',
    NOT_RENDERED:
      'I could not speak these words. Please try other ones, or record them yourself and attach them.',
    OWN_PROPOSAL: 'You set this yourself, so another coordinator listens to it and accepts it.',
    NOTHING_PROPOSED: 'Nothing waits to be heard here any more.',
    NOTHING_OWN: 'This is spoken as it comes with me already, so there is nothing to go back from.',
    FILE_MISSING:
      'Its file is gone or is not the one that was heard, so nothing was done. Please set it again.',
    CHANGED: 'This was changed since you heard it, so nothing was done. Please listen to it again.',
  },
  buttons: {
    accept: 'I have listened, accept it',
    reset: 'Go back to what comes with Bellkeeper',
    leave: 'Leave it as it is',
  },
  unused: {
    FILE: (name) =>
      `Your own recording or words are not used for ${name}, since the file is gone or is not the one that was accepted. What comes with me is heard instead; please set it again.`,
    WORDS: (name) =>
      `Your own recording or words are not used for ${name}, since they say other words than those that are shown now. What comes with me is heard instead; please set it again.`,
  },
};

export const voice = createVoice(words);

export const voiceCommands = createVoiceCommands(words, {
  group: {
    name: 'voice',
    description: 'What sessions hear, in your own words or voice (coordinators)',
  },
  set: { name: 'set', description: 'Give a sentence your own recording, or your own words' },
  preview: {
    name: 'preview',
    description: 'Listen to a sentence, and accept what waits to be heard',
  },
  reset: { name: 'reset', description: 'Go back to what comes with Bellkeeper' },
  list: { name: 'list', description: 'Everything that is spoken, and in whose voice' },
  sentence: { name: 'sentence', description: 'Which one' },
  recording: {
    name: 'recording',
    description: 'Your recording of it: mp3, m4a, wav, flac, ogg or webm',
  },
  words: { name: 'words', description: 'What it says; left out, the words stay as they are' },
});
