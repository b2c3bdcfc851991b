import { createRecording, type RecordingWords } from '../sections/recording.ts';
import type { CommandTexts, OptionWords } from '../texts.ts';
import { time } from './time.ts';

const words: RecordingWords = {
  list: 'Estas son todas las grabaciones que se guardan aquí, y cómo está cada una.',
  more: (leftOut) => `Y ${leftOut} más.`,
  none: 'Aquí todavía no se guarda ninguna grabación.',
  labels: {
    title: 'Título:',
    standing: 'Cómo está:',
    speaker: 'Voz:',
    language: 'Idioma:',
    length: 'Duración:',
    kind: 'Tipo de práctica:',
    intensity: 'Intensidad que puede tener:',
    permissionFrom: 'Permiso de:',
    permissionAtMs: 'Permiso dado:',
    permissionEndsAtMs: 'Permiso hasta:',
    source: 'De dónde viene:',
    credit: 'Créditos:',
    link: 'Enlace:',
    transcript: 'Sus palabras:',
    file: 'El archivo empieza por:',
    proposedBy: 'Propuesta por:',
    approvedBy: 'Aprobada por:',
    lastPlayed: 'Sonó por última vez:',
  },
  standings: {
    approved: 'aprobada',
    proposed: 'espera aprobación',
    needsReview: 'hay que volver a revisarla',
    revoked: 'retirada',
    permissionOver: 'el permiso ha terminado',
  },
  notNoted: 'sin anotar',
  wordCount: (count) => (count === 1 ? 'una palabra' : `${count} palabras`),
  withoutEnd: 'sin fecha final anotada',
  onDay: (who, day) => `${who}, ${day}`,
  never: 'nunca',
  approve:
    'Escúchala entera, por favor, y apruébala solo si puedes responder de todo lo que sigue.',
  hearing: {
    attached: 'El sonido va adjunto, exactamente como se oiría en la sala.',
    parts: (count) =>
      `El sonido va adjunto en ${count} archivos, uno tras otro, exactamente como se oiría en la sala.`,
    excerpts: ({ heard, unheard }) =>
      `Es demasiado largo para adjuntarlo entero. Lo que puedes escuchar aquí: ${heard}. Lo que no puedes escuchar aquí: ${unheard}. Está entero en la carpeta de las grabaciones preparadas, con las letras y cifras que siguen.`,
    onPage: (address) =>
      `Se escucha desde su página tal como está allí. Escúchala entera, por favor: ${address}`,
    missing: 'Todavía no hay sonido preparado, así que no se puede escuchar.',
  },
  revoke: (title) => `¿Retirar ${title}? Sale de la lista enseguida y nadie podrá empezarla.`,
  revokePlaying: 'Está sonando ahora mismo; se apagaría poco a poco y la sala volvería a elegir.',
  revokeDefaults: (series) =>
    `Estas series empiezan con ella cuando nadie elige, y tomarían otra: ${series}.`,
  reopen: (title) =>
    `¿Volver a revisar ${title}? Solo se podrá escuchar cuando otra persona la haya aprobado.`,
  edit: (title) => `¿Cambiar ${title} así?`,
  editNeedsReview:
    'Como se trata de su permiso, no se podrá escuchar hasta que otra persona de la coordinación la apruebe.',
  approved: (title) => `Gracias. ${title} está aprobada y desde ahora se puede elegir.`,
  revoked: (title) => `${title} está retirada. Ya nadie puede empezarla.`,
  revokedPlaying: 'Estaba sonando; ahora se apaga poco a poco y la sala vuelve a elegir.',
  reopened: (title) => `${title} espera otra revisión. Otra persona puede aprobarla ahora.`,
  edited: (title) => `${title} ha cambiado.`,
  editedNeedsReview: 'No se podrá escuchar hasta que otra persona de la coordinación la apruebe.',
  leftAlone: 'No se ha cambiado nada.',
  refusals: {
    OWN_PROPOSAL:
      'Esta grabación la propusiste tú, así que otra persona de la coordinación la escucha y la aprueba.',
    ALREADY_APPROVED: 'Esta grabación ya está aprobada.',
    ALREADY_REVOKED: 'Esta grabación ya está retirada.',
    NOT_REVOKED: 'Esta grabación no se había retirado, así que no hace falta volver a empezar.',
    IS_REVOKED: 'Esta grabación se retiró. Muéstrala primero y pide allí otra revisión.',
    NOT_PREPARED:
      'Esta grabación todavía no tiene sonido preparado, así que nadie puede responder de ella.',
    PERMISSION_OVER:
      'El permiso de esta grabación ha terminado. Cuando haya uno nuevo, anótalo primero y apruébala después.',
    NOTHING_CHANGED: 'Ya está así, de modo que no hay nada que cambiar.',
    BAD_DATE:
      'No he podido leer esa fecha. Escríbela como 2027-03-31, o escribe none si no hay fecha.',
    BAD_LINK:
      'Un enlace empieza por https:// y lleva a una página. Escríbelo entero, por favor, o escribe none.',
    BAD_LANGUAGE: 'Escribe el idioma con su código corto, por favor: en, es, de o fr.',
    TRANSCRIPT_TOO_LARGE:
      'Entrega las palabras, por favor, como archivo de texto de 200 kB como mucho.',
    TRANSCRIPT_NOT_TEXT:
      'Entrega las palabras, por favor, como archivo de texto sencillo (.txt). Este no lo he podido leer como texto.',
    TRANSCRIPT_NOT_FETCHED:
      'No he podido recoger ese archivo. Prueba otra vez en un momento, por favor.',
    NO_TITLE: 'Una grabación necesita un título, para que se pueda elegir.',
    CHANGED:
      'Esta grabación ha cambiado desde que la miraste, así que no se ha hecho nada. Mírala otra vez, por favor.',
    UNKNOWN:
      'No conozco ninguna grabación con ese nombre. Escribe unas letras, por favor, y elige una de la lista que se abre.',
  },
  buttons: {
    approve: 'La he escuchado, aprobarla',
    revoke: 'Retirarla',
    reopen: 'Pedir otra revisión',
    edit: 'Cambiarla',
    leave: 'Dejarla como está',
  },
  unknownTitle: 'una grabación que no está en la lista',
  unheard: {
    NOT_LISTED: (title) => `Alguien pidió ${title}. No sonó nada.`,
    NOT_APPROVED: (title) =>
      `Alguien pidió ${title}, que tal como está ahora no está aprobada. No sonó nada; mírala, por favor.`,
    REVOKED: (title) => `Alguien pidió ${title}, que se había retirado. No sonó nada.`,
    PERMISSION_ENDED: (title) => `Alguien pidió ${title}, cuyo permiso ha terminado. No sonó nada.`,
    FILE_MISSING: (title) =>
      `Iba a sonar ${title}, pero su archivo ya no está. No sonó nada; mírala, por favor.`,
    HASH_MISMATCH: (title) =>
      `Iba a sonar ${title}, pero su archivo no es el que se aprobó. No sonó nada; mírala, por favor.`,
    DECODE: (title) =>
      `Iba a sonar ${title}, pero su archivo está dañado. No sonó nada; mírala, por favor.`,
    IDENTITY_CHANGED: (title) =>
      `Iba a sonar ${title}, pero su página en SoundCloud no es la que se aprobó: ha cambiado su cuenta, su sonido o su duración. Mírala, por favor; con el archivo adjunto ya no dependes de la página.`,
    GONE: (title) =>
      `Iba a sonar ${title}, pero su página en SoundCloud ya no está. Mírala, por favor; con el archivo adjunto ya no dependes de la página.`,
    PREVIEW_ONLY: (title) =>
      `Iba a sonar ${title}, pero SoundCloud solo ofrece el principio. No sonó nada; ayuda adjuntar el archivo.`,
    DRM: (title) =>
      `Iba a sonar ${title}, pero SoundCloud no deja que suene en otro sitio. No sonó nada; ayuda adjuntar el archivo.`,
    RATE_LIMITED: (title) =>
      `Iba a sonar ${title}, pero por un rato SoundCloud no admite más consultas nuestras. No tienes que hacer nada; con el archivo adjunto ya no dependes de ello.`,
    UNREACHABLE: (title) =>
      `${title} no se oyó hasta el final, porque no se pudo llegar a SoundCloud. No tienes que hacer nada; con el archivo adjunto ya no dependes de ello.`,
    STALLED: (title) =>
      `${title} no se oyó hasta el final, porque dejó de llegar sonido de SoundCloud. No tienes que hacer nada; con el archivo adjunto ya no dependes de ello.`,
    STREAMING_OFF: (title) =>
      `Iba a sonar ${title} desde SoundCloud, que está desactivado en mi configuración. No sonó nada; adjunta su archivo, por favor, o retírala.`,
  },
  permissionEnds: ({ title, day }) =>
    `El permiso de ${title} termina el ${day}. Desde entonces ya no sonará. Si se puede renovar, anota a tiempo la nueva fecha, por favor.`,
};

export const recording = createRecording(words, time);

const picked: OptionWords = { name: 'grabación', description: 'Escribe unas letras y elígela' };

const about = {
  speaker: { name: 'voz', description: 'Quién habla' },
  language: { name: 'idioma', description: 'Su código corto: en, es, de o fr' },
  kind: { name: 'tipo', description: 'Qué tipo de práctica es' },
  intensity: {
    name: 'intensidad',
    description: 'Lo fuerte que puede sentirse, en pocas palabras',
  },
  credit: { name: 'créditos', description: 'La línea de créditos que se lee' },
  link: {
    name: 'enlace',
    description: 'Una página sobre ella, que empiece por https://, o none',
  },
  'permission-from': { name: 'permiso-de', description: 'Quién dio el permiso' },
  'permission-given': {
    name: 'permiso-dado',
    description: 'Cuándo se dio: 2026-11-30, o none',
  },
  'permission-until': {
    name: 'permiso-hasta',
    description: 'Cuándo termina: 2027-03-31, o none',
  },
} satisfies Readonly<Record<string, OptionWords>>;

/** `/recording` and what stands under it. */
export const recordingCommands: CommandTexts = {
  recording: { name: 'grabación', description: 'Cuidar de las grabaciones (coordinación)' },
  'recording add': {
    name: 'añadir',
    description: 'Entregar un archivo de sonido como grabación nueva; espera aprobación',
    options: {
      file: { name: 'archivo', description: 'mp3, m4a, wav, FLAC, Ogg o WebM, hasta dos horas' },
      title: { name: 'título', description: 'Por lo que se elige' },
      ...about,
      page: { name: 'página', description: 'Su página en SoundCloud, que muestra de quién es' },
    },
  },
  'recording check': {
    name: 'comprobar',
    description: 'Mirar si cada grabación sigue siendo la que se aprobó',
  },
  'recording list': { name: 'lista', description: 'Todas las grabaciones, y cómo está cada una' },
  'recording show': {
    name: 'mostrar',
    description: 'Todo lo que se sabe de una grabación',
    options: { recording: picked },
  },
  'recording approve': {
    name: 'aprobar',
    description: 'Escuchar una grabación y responder de ella',
    options: { recording: picked },
  },
  'recording revoke': {
    name: 'retirar',
    description: 'Retirar una grabación; se detiene donde esté sonando',
    options: { recording: picked },
  },
  'recording edit': {
    name: 'editar',
    description: 'Cambiar lo que se dice de una grabación: solo lo que rellenes',
    options: {
      recording: picked,
      title: { name: 'título', description: 'El nuevo título' },
      ...about,
      transcript: {
        name: 'transcripción',
        description: 'Un archivo de texto (.txt) con las palabras que se dicen',
      },
    },
  },
};
