import { createSoundCloud, type SoundCloudWords } from '../sections/sound-cloud.ts';

const words: SoundCloudWords = {
  changes: {
    OWNER: (title) =>
      `La página de SoundCloud de ${title} es de otra cuenta, y no de la que se aprobó.`,
    TRACK: (title) =>
      `En la página de SoundCloud de ${title} hay otra grabación, y no la que se aprobó.`,
    DURATION: (title) =>
      `La grabación de la página de SoundCloud de ${title} ya no dura lo mismo, así que la han sustituido.`,
    GONE: (title) => `La página de SoundCloud de ${title} ya no está; la busqué dos veces.`,
  },
  notPlayed:
    'Por eso no la pongo por ahora. Mírala, por favor: con `/grabación aprobar` puede volver a sonar, con `/grabación retirar` queda retirada.',
  same: (title) => `La página de SoundCloud de ${title} es la que se aprobó.`,
  noPage: (title) => `${title} no tiene página de SoundCloud.`,
  goneOnce: (title) =>
    `La página de SoundCloud de ${title} no está ahora mismo. Vuelvo a mirar dentro de una hora más o menos, y solo entonces cuenta.`,
  unsettled: {
    waits: (title) =>
      `SoundCloud no admite consultas por un rato, así que no pude mirar la página de ${title}.`,
    silent: (title) => `No pude llegar a SoundCloud para mirar la página de ${title}.`,
    noAccount: (title) =>
      `Los ajustes no nombran ninguna cuenta de SoundCloud, así que no sé de quién es la página de ${title}.`,
    unclear: (title) => `SoundCloud no dijo con claridad qué hay en la página de ${title}.`,
  },
  nothingChanged: 'Para la grabación no ha cambiado nada.',
};

export const soundCloud = createSoundCloud(words);
