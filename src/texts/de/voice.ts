import { createVoice, createVoiceCommands, type VoiceWords } from '../sections/voice.ts';

const words: VoiceWords = {
  names: {
    welcome: 'Die Begrüßung',
    'begin-soon': 'Eine Minute vor der Begrüßung',
    'recording-next': 'Vor einer Aufnahme',
    silence: 'Vor einer Stille von anderer Länge',
    'silence-10': 'Vor zehn Minuten Stille',
    'silence-15': 'Vor fünfzehn Minuten Stille',
    'silence-20': 'Vor zwanzig Minuten Stille',
    'silence-end': 'Nach einer Stille',
    choose: 'Wenn der Raum wieder wählen darf',
    resumed: 'Nachdem der Ton weg war',
    close: 'Die Schlussworte',
  },
  list: 'Das wird in unseren Sitzungen gesprochen, und mit welcher Stimme.',
  heard: {
    recorded: 'eure eigene Aufnahme',
    rhvoice: 'eure eigenen Worte, mit künstlicher Stimme',
    flite: 'eure eigenen Worte, mit einer einfachen künstlichen Stimme',
    shipped: 'so, wie es mit mir kommt',
    none: 'in dieser Sprache wird nichts gesprochen; der Chat sagt es',
  },
  waits: (who) =>
    who === null
      ? 'etwas Neues wartet darauf, gehört zu werden'
      : `etwas Neues von ${who} wartet darauf, gehört zu werden`,
  faults: {
    FILE: 'Eigenes wird nicht verwendet, weil die Datei nicht die angenommene ist',
    WORDS: 'Eigenes wird nicht verwendet, weil es andere Worte sagt als die gezeigten',
  },
  standings: {
    proposed:
      'Das wartet darauf, gehört und angenommen zu werden; vorher hört es niemand in einer Sitzung.',
    own: 'Das hören unsere Sitzungen jetzt.',
    shipped: 'Das hören unsere Sitzungen jetzt, so, wie es mit mir kommt.',
  },
  origins: {
    recorded: 'Es ist die Aufnahme eines Menschen.',
    rhvoice: 'Eine künstliche Stimme spricht es.',
    flite:
      'Eine einfache künstliche Stimme spricht es; bitte höre genau hin, ob jedes Wort klar ist.',
  },
  setBy: (who) => `Es ist von ${who}.`,
  noWords: 'Dafür werden in unserer Sprache keine Worte gezeigt.',
  length: (length) => `Es dauert ${length}.`,
  pauses: (count) =>
    count === 1
      ? 'Es hat eine Pause; dort kann es früher enden, wenn eine Lehrperson kommt.'
      : `Es hat ${count} Pausen; dort kann es früher enden, wenn eine Lehrperson kommt.`,
  noPauses:
    'Ich habe keine Pause darin gefunden. Es ist deshalb immer bis zum Ende zu hören, auch wenn inzwischen eine Lehrperson kommt.',
  attached: 'Der Ton liegt bei, genau so, wie der Raum ihn hört.',
  silent: 'Gerade gibt es keinen Ton, der beiliegen könnte.',
  accept: 'Bitte höre alles an, und nimm es nur an, wenn es die Worte oben sagt.',
  needsAnother:
    'Weil es von dir ist, hört es jemand anderes aus der Koordination mit `/stimme anhören` an und nimmt es an.',
  waiting: (ahead) =>
    ahead === 1
      ? 'Zuerst wird noch eine andere Datei vorbereitet. Gleich danach beginne ich.'
      : `Zuerst werden noch ${ahead} andere Dateien vorbereitet. Gleich danach beginne ich.`,
  taking: 'Ich hole deine Aufnahme.',
  speaking: 'Ich spreche deine Worte. Das dauert ein paar Sekunden.',
  preparing: 'Ich bereite den Ton für den Raum vor.',
  reset: (name) => `Zurück zu dem, was mit mir kommt, für ${name}?`,
  resetProposed: 'Weggelegt würde nur, was noch darauf wartet, gehört zu werden.',
  resetTo: 'Dann sind das die Worte:',
  accepted: (name) => `Danke. Von jetzt an hören es die Sitzungen so: ${name}.`,
  wasReset: (name) => `Von jetzt an hören die Sitzungen wieder, was mit mir kommt: ${name}.`,
  leftAlone: 'Es wurde nichts geändert.',
  refusals: {
    UNKNOWN_SENTENCE:
      'Einen Satz dieses Namens sage ich nicht. Bitte wähle einen aus der Liste, die sich öffnet.',
    NOTHING_GIVEN:
      'Bitte hänge eine Aufnahme an, oder schreibe die Worte, die ich sprechen soll, oder beides.',
    NO_WORDS: 'Ich brauche Worte mit Buchstaben, damit man mitlesen kann.',
    WORDS_NEEDED:
      'Dafür werden in unserer Sprache noch keine Worte gezeigt. Bitte schreibe zu deiner Aufnahme, was sie sagt.',
    TOO_MANY_WORDS:
      'Das sind mehr Worte, als in eine Nachricht passen. Bitte bleibe unter 1200 Zeichen.',
    TOO_LONG:
      'Das ist länger, als man darauf wartet: die Begrüßung darf fünf Minuten dauern, alles andere eine.',
    NO_ENGINE:
      'Ich habe keine Stimme, die unsere Sprache gut genug spricht. Bitte sprich die Worte selbst ein und hänge sie an.',
    NOT_RENDERED:
      'Diese Worte konnte ich nicht sprechen. Bitte versuche andere, oder sprich sie selbst ein und hänge sie an.',
    OWN_PROPOSAL:
      'Das ist von dir, deshalb hört es jemand anderes aus der Koordination an und nimmt es an.',
    NOTHING_PROPOSED: 'Hier wartet nichts mehr darauf, gehört zu werden.',
    NOTHING_OWN:
      'Das wird schon so gesprochen, wie es mit mir kommt; es gibt nichts zurückzunehmen.',
    FILE_MISSING:
      'Die Datei ist weg oder nicht die gehörte, deshalb wurde nichts getan. Bitte setze es neu.',
    CHANGED:
      'Das wurde geändert, seit du es gehört hast, deshalb wurde nichts getan. Bitte höre es noch einmal an.',
  },
  buttons: {
    accept: 'Ich habe es angehört, annehmen',
    reset: 'Zurück zu dem, was mit Bellkeeper kommt',
    leave: 'So lassen, wie es ist',
  },
  unused: {
    FILE: (name) =>
      `Eure eigene Aufnahme oder eure Worte werden für ${name} nicht verwendet, weil die Datei weg ist oder nicht die angenommene. Stattdessen ist zu hören, was mit mir kommt; bitte setzt es neu.`,
    WORDS: (name) =>
      `Eure eigene Aufnahme oder eure Worte werden für ${name} nicht verwendet, weil sie etwas anderes sagen, als jetzt gezeigt wird. Stattdessen ist zu hören, was mit mir kommt; bitte setzt es neu.`,
  },
};

export const voice = createVoice(words);

export const voiceCommands = createVoiceCommands(words, {
  group: {
    name: 'stimme',
    description: 'Was Sitzungen hören, mit euren Worten oder eurer Stimme (Koordination)',
  },
  set: { name: 'setzen', description: 'Einem Satz eure Aufnahme oder eure Worte geben' },
  preview: { name: 'anhören', description: 'Einen Satz anhören und annehmen, was darauf wartet' },
  reset: { name: 'zurücksetzen', description: 'Zurück zu dem, was mit Bellkeeper kommt' },
  list: { name: 'liste', description: 'Alles, was gesprochen wird, und mit welcher Stimme' },
  sentence: { name: 'satz', description: 'Welcher' },
  recording: {
    name: 'aufnahme',
    description: 'Deine Aufnahme davon: mp3, m4a, wav, flac, ogg oder webm',
  },
  words: { name: 'worte', description: 'Was sie sagt; ohne bleiben die Worte, wie sie sind' },
});
