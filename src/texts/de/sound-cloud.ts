import { createSoundCloud, type SoundCloudWords } from '../sections/sound-cloud.ts';

const words: SoundCloudWords = {
  changes: {
    OWNER: (title) =>
      `Die SoundCloud-Seite von ${title} gehört zu einem anderen Konto als dem, das freigegeben wurde.`,
    TRACK: (title) =>
      `Auf der SoundCloud-Seite von ${title} steht eine andere Aufnahme als die, die freigegeben wurde.`,
    DURATION: (title) =>
      `Die Aufnahme auf der SoundCloud-Seite von ${title} ist anders lang als zuvor, sie wurde also ersetzt.`,
    GONE: (title) =>
      `Die SoundCloud-Seite von ${title} gibt es nicht mehr; ich habe zweimal nachgesehen.`,
  },
  notPlayed:
    'Darum spiele ich sie vorerst nicht. Bitte sieh sie dir an: Mit `/aufnahme freigeben` ist sie wieder zu hören, mit `/aufnahme zurückziehen` ziehst du sie zurück.',
  same: (title) => `Die SoundCloud-Seite von ${title} ist die, die freigegeben wurde.`,
  noPage: (title) => `${title} hat keine SoundCloud-Seite.`,
  goneOnce: (title) =>
    `Die SoundCloud-Seite von ${title} ist gerade nicht da. Ich sehe in etwa einer Stunde noch einmal nach, und erst dann zählt es.`,
  unsettled: {
    waits: (title) =>
      `SoundCloud nimmt eine Weile keine Fragen an, darum konnte ich die Seite von ${title} nicht ansehen.`,
    silent: (title) => `Ich habe SoundCloud nicht erreicht, um die Seite von ${title} anzusehen.`,
    noAccount: (title) =>
      `In den Einstellungen steht kein SoundCloud-Konto, darum weiß ich nicht, wem die Seite von ${title} gehört.`,
    unclear: (title) =>
      `SoundCloud hat nicht eindeutig gesagt, was auf der Seite von ${title} steht.`,
  },
  nothingChanged: 'Für die Aufnahme hat sich nichts geändert.',
};

export const soundCloud = createSoundCloud(words);
