import { createIngest, type IngestWords } from '../sections/ingest.ts';
import { recording } from './recording.ts';

const words: IngestWords = {
  waiting: (title, ahead) =>
    `**Tu turno llega después de ${ahead === 1 ? 'otra grabación' : `otras ${ahead} grabaciones`}.** Preparo una cada vez, y luego ${title}.`,
  taking: (title, percent) => `Estoy trayendo ${title} de Discord (${percent} %).`,
  lookingUp: (title) => `Estoy mirando la página de ${title}.`,
  preparing: (title, percent) =>
    `Estoy preparando ${title} (${percent} %). Mientras tanto puedes seguir con otra cosa.`,
  added: (title, length) => `${title} está preparada. Dura ${length}.`,
  louder: (decibels) => `La he subido ${decibels} dB, para que suene como las demás.`,
  softer: (decibels) => `La he bajado ${decibels} dB, para que suene como las demás.`,
  asLoud: 'Ya sonaba tan fuerte como las demás.',
  staysSofter: 'Aun así queda un poco más suave, porque un momento fuerte no permite más.',
  next: 'Todavía no se puede elegir: ahora otra persona de la coordinación puede escucharla y aprobarla con `/grabación aprobar`.',
  alreadyThere: (title, standing) =>
    `Esta grabación ya está: ${title} (${standing}). No se ha añadido nada.`,
  restored: (title, standing) =>
    `Esta grabación ya está en la lista: ${title} (${standing}). Su sonido preparado se había perdido y ya está otra vez.`,
  standings: {
    approved: 'aprobada',
    proposed: 'espera aprobación',
    needsReview: 'hay que volver a revisarla',
    revoked: 'retirada',
  },
  addedPage: (title, length) =>
    `${title} está propuesta. Dura ${length} y se escucha desde su página en SoundCloud, con el volumen que tiene allí.`,
  noFile: {
    NO_PAGE:
      'Adjunta el archivo de la grabación, por favor. Sin él necesito al menos su página en SoundCloud.',
    OFF: 'Adjunta el archivo de la grabación, por favor. Aquí no hago sonar nada desde SoundCloud.',
  },
  lengths: (page, file) =>
    `La página dice ${page} y el archivo dura ${file}, así que no pueden ser la misma grabación. Mira, por favor, cuál de los dos es el bueno. No se ha añadido nada.`,
  later: (title) => `Se trata de ${title}, que alguien entregó hace un rato.`,
  notPlain: 'Escribe cada dato en una sola línea, por favor, con 300 caracteres como mucho.',
  checking: (done, total) => `Estoy mirando las grabaciones (${done} de ${total}).`,
  allInOrder: (total) =>
    total === 1 ? 'La única grabación está en orden.' : `Las ${total} grabaciones están en orden.`,
  notInOrder: (total) => `He mirado ${total} grabaciones. Todo está en orden menos esto:`,
  more: (leftOut) => `Y ${leftOut} más.`,
  fileStates: {
    missing: (title) =>
      `${title}: falta su archivo, así que no puede sonar. Añádela otra vez desde el archivo original y apruébala de nuevo.`,
    changed: (title) =>
      `${title}: su archivo no es el que se aprobó, así que no suena. Añádela otra vez desde el archivo original y apruébala de nuevo.`,
    unreadable: (title) =>
      `${title}: su archivo no se puede leer. Díselo, por favor, a quien cuida la máquina.`,
  },
  permissions: {
    over: (title, day) => `${title}: su permiso terminó el ${day}, así que no suena.`,
    ending: (title, day) => `${title}: su permiso termina el ${day}.`,
  },
  prepareFaults: {
    FFMPEG_MISSING:
      'Las grabaciones las prepara un programa llamado ffmpeg, y no está en la máquina donde funciono. Quien la cuida puede instalarlo (Debian y Ubuntu: apt install ffmpeg; la imagen de Docker ya lo tiene; macOS: brew install ffmpeg; Windows: winget install ffmpeg), o decir en mis ajustes dónde está. Todo lo demás funciona sin él.',
    NAME: 'El nombre de este archivo tiene caracteres que no se pueden mostrar, o lleva a otra carpeta. Ponle un nombre con letras sencillas y añádelo otra vez.',
    FILE_MISSING:
      'No existe ese archivo, o es una carpeta, o no se puede leer. Mira su nombre y dónde está.',
    EMPTY: 'Este archivo está vacío. Pídelo otra vez: algo falló al copiarlo.',
    TOO_LARGE: 'Este archivo pasa de 500 megas. Guárdalo como mp3 o flac, que ocupan menos.',
    NOT_AUDIO:
      'Esto no es un archivo de sonido, diga lo que diga su nombre. Acepto mp3, m4a, wav, flac, Ogg y WebM.',
    PLAYLIST:
      'Esto es una lista que apunta a otros archivos o direcciones, y no tiene sonido. Añade la grabación a la que apunta.',
    VIDEO: 'Esto es un vídeo. Guarda su sonido en un archivo propio, por ejemplo mp3, y añade ese.',
    DRM: 'Este archivo está protegido y solo suena donde se compró. Pide a quien habla un archivo sin protección.',
    FORMAT:
      'Este tipo de archivo de sonido no lo acepto. Guárdalo como mp3, m4a, wav, flac, Ogg o WebM.',
    TRUNCATED: 'A este archivo le falta el final. Cópialo o descárgalo otra vez.',
    DAMAGED:
      'Hay partes de este archivo que no se pueden leer. Cópialo o descárgalo otra vez, o pide otra copia.',
    TOO_LONG: 'Esta grabación dura más de dos horas. Divídela en partes y añade cada una.',
    TOO_MANY_CHANNELS: 'Esta grabación tiene más de dos canales. Guárdala en estéreo o mono.',
    SAMPLE_RATE:
      'Su frecuencia de muestreo está por debajo de 8 o por encima de 96 kHz. Guárdala con 44,1 o 48 kHz.',
    SILENT: 'En esta grabación no hay nada que se pueda oír. Mira si es la que querías.',
    SOURCE_CHANGED:
      'Alguien escribió en el archivo mientras lo preparaba. Espera a que esté completo y añádelo otra vez.',
    TIMEOUT:
      'Preparar este archivo llevaba demasiado tiempo, así que lo dejé. Guárdalo como mp3 y añade ese.',
    STOPPED: 'Detenido. No se ha añadido nada.',
    NOT_STORED:
      'No se pudo escribir el archivo preparado. Mira si el disco está lleno y si esta cuenta puede escribir en la carpeta.',
    NOT_VERIFIED:
      'Lo que salió no dura lo mismo que lo que entró, así que no lo guardo. Guarda la grabación como wav y añade esa.',
  },
  downloadFaults: {
    HOST: 'Este archivo no está en Discord, o Discord me envió a otro sitio, y no traigo archivos de ningún otro lugar. Adjúntalo otra vez a la orden.',
    GONE: 'Discord ya no tiene este archivo. Adjúntalo otra vez a la orden.',
    TOO_LARGE:
      'Llegaron más de 500 megas, así que lo dejé. Guarda la grabación como mp3 o flac, que ocupan menos.',
    TIMEOUT:
      'El archivo dejó de llegar, o tardaba más de diez minutos, así que lo dejé. Adjúntalo otra vez un poco más tarde.',
    NETWORK: 'El archivo no llegó entero. Adjúntalo otra vez un poco más tarde.',
    NOT_STORED:
      'No pude guardar el archivo mientras trabajo con él. Quien cuida la máquina puede mirar si su disco está lleno.',
    STOPPED:
      'Me detuvieron antes de que llegara el archivo. No se ha añadido nada; añádelo otra vez, por favor.',
  },
  pageFaults: {
    BAD_ADDRESS:
      'No he podido leer esa dirección. Cópiala del navegador: https://soundcloud.com/, la cuenta y la grabación.',
    NOT_HTTPS: 'La dirección de la página empieza por https://. Cópiala del navegador.',
    OTHER_SITE:
      'Esa página no está en soundcloud.com. Para cualquier otra página está la opción del enlace.',
    PLAYLIST: 'Eso es una lista de grabaciones. Da la página de una sola grabación.',
    USER_PAGE: 'Esa es la página de una cuenta. Da la página de una sola grabación.',
    SECRET_LINK:
      'Esa es una dirección privada, que funciona como una llave, así que no la guardo. Da la pública, o déjala fuera.',
    SHORT_LINK:
      'Ese es un enlace corto, que puede llevar a cualquier sitio. Ábrelo y copia la dirección entera del navegador.',
    CLOSED: 'SoundCloud no muestra esa página a todo el mundo. Hazla pública allí, o déjala fuera.',
    ELSEWHERE: 'Esa página lleva a un lugar que no es SoundCloud, así que me detuve ahí.',
    CRASHED:
      'No pude mirar la página: el programa que pregunta a SoundCloud se interrumpió. Prueba un poco más tarde, o deja la página fuera.',
    WRONG_ACCOUNT:
      'Esa página es de otra cuenta que la de tu comunidad. Mira si es la que querías.',
    NO_ACCOUNT:
      'Los ajustes no nombran ninguna cuenta de SoundCloud, así que no puedo saber de quién es la página. Déjala fuera, o pide a quien lleva Bellkeeper que la ponga ahí.',
    GONE: 'Esa página no existe en SoundCloud, o ya no. Mira su dirección.',
    PREVIEW_ONLY:
      'SoundCloud solo da a todo el mundo los primeros segundos de esa grabación, así que su página no demuestra nada.',
    DRM: 'SoundCloud protege esa grabación, así que su página no demuestra nada.',
    RATE_LIMITED: 'SoundCloud me pide que espere. Prueba dentro de un cuarto de hora.',
    NETWORK: 'No pude llegar a SoundCloud. Prueba un poco más tarde, o deja la página fuera.',
    TIMEOUT: 'SoundCloud no respondió a tiempo. Prueba un poco más tarde, o deja la página fuera.',
    UNREADABLE:
      'SoundCloud respondió de una manera que no entiendo. Deja la página fuera por ahora.',
    DISAGREES:
      'SoundCloud me dijo dos cosas distintas sobre esa página, así que no me fío de ella. Déjala fuera por ahora.',
    RESTING:
      'SoundCloud falló tres veces seguidas, así que lo dejo tranquilo un cuarto de hora. Prueba entonces, o deja la página fuera.',
  },
};

export const ingest = createIngest(words, recording.refusals);
