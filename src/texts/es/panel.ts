import { createPanel, type PanelWords } from '../sections/panel.ts';
import { time } from './time.ts';

const words: PanelWords = {
  intensity: (note) => `Intensidad: ${note}`,
  credit: (credit) => `Autoría: ${credit}`,
  moreOfIt: (link) => `Para saber más: ${link}`,
  beginsSoon: 'Empieza en un momento.',
  endsAt: ({ time: at, relative, about }) =>
    `Termina a las ${at} (${relative}). Tiempo que queda: ${about}.`,
  bellIn: ({ relative, about }) => `Tiempo que queda: ${about}; la campana suena ${relative}.`,
  paused: (about) =>
    `El sonido se ha ido por un momento; sigue solo desde donde estaba. Tiempo que queda: ${about}.`,
  theRecording: 'la grabación',
  recordingOver: {
    complete: (title) => `${title} ha terminado.`,
    stopped: (title) => `Una persona voluntaria ha detenido ${title}.`,
    replaced: (title) => `${title} ha dejado paso a otra cosa.`,
    withdrawn: (title) => `${title} ya no se puede escuchar aquí y se ha apagado poco a poco.`,
    handedOver: (title) => `${title} ha terminado, y la sala está en manos de quien enseña.`,
    sessionOver: (title) => `${title} ha terminado con nuestra sesión.`,
    roomEmpty: (title) => `${title} ha terminado, porque ya no quedaba nadie.`,
    unheard: (title) => `${title} no se ha podido escuchar hasta el final.`,
  },
  sittingOver: {
    complete: 'Nuestro silencio ha terminado.',
    stopped: 'Una persona voluntaria ha terminado nuestro silencio.',
    replaced: 'Nuestro silencio ha dejado paso a otra cosa.',
    withdrawn: 'Nuestro silencio ha terminado.',
    handedOver: 'Nuestro silencio ha terminado, y la sala está en manos de quien enseña.',
    sessionOver: 'Nuestro silencio ha terminado con nuestra sesión.',
    roomEmpty: 'Nuestro silencio ha terminado, porque ya no quedaba nadie.',
    unheard: 'Nuestro silencio ha terminado.',
  },
  until: ({ what, wallTime }) => `${what}, hasta las ${wallTime}`,
  silenceTogether: 'Silencio en compañía',
  mayNotSetStatus:
    'No puedo mostrar bajo el nombre del canal de voz lo que suena: me falta el permiso Establecer estado del canal de voz. Ajustes del servidor, Roles, Bellkeeper, Establecer estado del canal de voz. Todo lo demás sigue como siempre; el mensaje en el chat de la sala dice lo que suena.',
  playsNow: ({ title, about }) => `Está sonando ${title}. Tiempo que queda: ${about}.`,
  playsSoon: (title) => `${title} empieza en un momento.`,
  playsPaused: ({ title, about }) =>
    `Está sonando ${title}. Tiempo que queda: ${about}. El sonido se ha ido por un momento y vuelve solo.`,
  sitsNow: (about) =>
    `Compartimos un rato de silencio, que termina con una campana. Tiempo que queda: ${about}.`,
  welcomingNow:
    'Estoy leyendo nuestra bienvenida. En un momento la sala elige lo que sigue: una grabación o un rato de silencio.',
  choosingNow: 'En un momento la sala elige lo que sigue: una grabación o un rato de silencio.',
  youAreWelcome:
    'Qué bien que estés aquí. Escucha o acompaña en silencio, y entra y sal cuando quieras.',
  comeIn: (room) =>
    `Puedes entrar en ${room} en cualquier momento. Escucha o acompaña en silencio, y entra y sal cuando quieras.`,
  another:
    '¿Qué te gustaría en su lugar? En cuanto elijas, lo que suena ahora se apaga poco a poco y empieza lo que has elegido.',
  nothingElseFits:
    'Nada más cabe en el tiempo que queda. Lo que suena ahora sigue; el botón de detener lo termina.',
  transcriptOf: (title) => `Las palabras de ${title}:`,
  transcriptAsFile: (title) =>
    `Las palabras de ${title} están en el archivo de texto de abajo; son demasiado largas para un mensaje.`,
  noTranscript:
    'Nadie ha escrito todavía las palabras de esta grabación. Si las necesitas, puedes pedirlas a la coordinación.',
  nextPage: ({ page, pages }) => `Seguir leyendo, página ${page} de ${pages}`,
};

export const panel = createPanel(words, time);
