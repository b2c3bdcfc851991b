import { asPart, createPreflight, type PreflightWords } from '../sections/preflight.ts';

const addAgain =
  'Añade la grabación otra vez desde el archivo original y apruébala después de nuevo.';

const PEOPLE = { teacher: 'enseña', volunteer: 'es voluntario', coordinator: 'coordina' };

const words: PreflightWords = {
  language: 'es',
  quote: (text) => `“${text}”`,
  subjects: {
    token: 'Discord',
    channels: 'Canales',
    roles: 'Roles',
    room: 'Voz',
    files: 'Archivos de sonido',
    disk: 'Disco',
    clock: 'Reloj',
    zones: 'Zonas horarias',
    ffmpeg: 'ffmpeg',
  },
  outcomes: { well: 'bien', broken: 'por arreglar', skipped: 'sin probar' },
  permissions: {
    ViewChannel: 'Ver canal',
    SendMessages: 'Enviar mensajes',
    ReadMessageHistory: 'Leer el historial de mensajes',
    Connect: 'Conectar',
    Speak: 'Hablar',
    RequestToSpeak: 'Solicitar hablar',
    CreatePublicThreads: 'Crear hilos públicos',
    SendMessagesInThreads: 'Enviar mensajes en hilos',
    AttachFiles: 'Adjuntar archivos',
    CreateEvents: 'Crear eventos',
    SetVoiceChannelStatus: 'Establecer estado del canal de voz',
  },
  findings: {
    TOKEN_ACCEPTED: () => 'Discord me reconoce.',
    TOKEN_REFUSED: () => 'Discord no acepta mi clave de acceso.',
    NOT_INVITED: () => 'No estoy en tu servidor.',
    PLATFORM_AWAY: () => 'Discord no respondió, así que no pude preguntarle.',
    PERMISSIONS_GRANTED: ({ channel }) => `Tengo todo lo que necesito en ${channel}.`,
    PERMISSIONS_MISSING: ({ channel, missing }) => `En ${channel} me falta: ${missing}.`,
    CHANNEL_GONE: ({ name }) => `No encuentro el canal ${name}.`,
    CHANNELS_UNSEEN: () => 'No pude ver los canales del servidor.',
    TIMETABLE_UNREAD: () =>
      'No pude leer el horario, así que no sé qué canales usan las sesiones. Estará ahí cuando Bellkeeper se haya puesto en marcha una vez.',
    ROLE_FOUND: ({ name }) => `El rol ${name} está ahí.`,
    ROLE_GONE: ({ name, role }) =>
      `No encuentro el rol ${name}, así que por ese rol no sé quién ${PEOPLE[role]}.`,
    ROOM_HEARD: ({ channel }) => `Entré en ${channel} con una conexión protegida, y volví a salir.`,
    ROOM_UNHEARD: ({ channel, fault }) => `No se me pudo oír en ${channel}: ${WHY[fault]}.`,
    ROOM_NOT_ALLOWED: ({ channel }) =>
      `No intenté entrar en ${channel}, porque allí me faltan permisos.`,
    ROOM_OCCUPIED: ({ channel }) => `No intenté entrar en ${channel}, porque hay alguien.`,
    ROOM_UNSEEN: ({ channel }) =>
      `No intenté entrar en ${channel}, porque no pude ver quién está allí.`,
    SESSION_NEAR: ({ channel }) =>
      `No intenté entrar en ${channel}, porque hay una sesión o empieza pronto.`,
    BOT_RUNS: ({ channel }) =>
      `No intenté entrar en ${channel}, porque Bellkeeper está en marcha y lo prueba sin ayuda.`,
    FILES_IN_ORDER: ({ count }) =>
      count === 0
        ? 'La bienvenida y las campanas están en orden; todavía no hay grabaciones.'
        : `La bienvenida, las campanas y ${count === 1 ? 'la única grabación' : `${count} grabaciones`} están en orden.`,
    FILE_MISSING: ({ name }) => `Falta el archivo de ${name}, así que no puede sonar.`,
    FILE_CHANGED: ({ name }) => `El archivo de ${name} no es el que se aprobó, así que no suena.`,
    FILE_UNREADABLE: ({ name }) =>
      `El archivo de ${name} no se puede leer, así que no puede sonar.`,
    FILE_UNDECODABLE: ({ name }) => `El sonido del archivo de ${name} no se puede oír.`,
    SOUND_BROKEN: ({ name }) => `El sonido ${name}, que viene conmigo, no está en orden.`,
    DISK_IN_ORDER: ({ gigabytes }) => `Hay ${gigabytes} gigabytes libres.`,
    DISK_NEARLY_FULL: ({ gigabytes, leastGigabytes }) =>
      `Solo hay ${gigabytes} gigabytes libres; necesito ${leastGigabytes} para una grabación nueva.`,
    DISK_NOT_WRITABLE: () => 'No puedo escribir en la carpeta donde lo guardo todo.',
    CLOCK_RIGHT: () => 'El reloj va como el de Discord.',
    CLOCK_WRONG: ({ span, isAhead }) =>
      `El reloj de la máquina en la que funciono va ${span} ${isAhead ? 'por delante' : 'por detrás'} del de Discord. Mientras Discord responde, me guío por su hora.`,
    CLOCK_NOT_COMPARED: () => 'Discord no me dijo la hora para comparar el reloj.',
    ZONES_KNOWN: ({ version }) => `Conozco las zonas del horario (versión ${version}).`,
    ZONES_OLDER: ({ version, usedBefore }) =>
      `Conozco las zonas horarias según la versión ${version}, y antes usé la ${usedBefore}: las sesiones podrían ser a otra hora que la anunciada.`,
    ZONES_MISSING: () => 'Esta copia de Node no conoce ninguna zona horaria.',
    ZONE_UNKNOWN: ({ name }) => `No conozco la zona horaria ${name} del horario.`,
    FFMPEG_FOUND: () => 'Está ahí, para preparar grabaciones.',
    FFMPEG_MISSING: () =>
      'ffmpeg no está en la máquina en la que funciono, así que no se pueden preparar grabaciones nuevas. Todo lo demás funciona.',
  },
  remedies: {
    TOKEN_REFUSED: () =>
      'Copia la clave de nuevo desde la página Bot del portal para desarrolladores de Discord en los ajustes, y ponme en marcha otra vez.',
    NOT_INVITED: () =>
      'Abre el enlace que muestra `npm run invite`, y mira si el número del servidor en los ajustes es el correcto.',
    PERMISSIONS_MISSING: ({ missing }) =>
      `Ajustes del canal, Permisos, Bellkeeper: permite ${missing}.`,
    CHANNEL_GONE: () =>
      'Mira su nombre con `/horario lista` o en los ajustes, y si puedo verlo: Ajustes del canal, Permisos, Bellkeeper, Ver canal.',
    ROLE_GONE: () =>
      'Mira su nombre en Ajustes del servidor, Roles, y pide a quien se ocupa de Bellkeeper que lo corrija en los ajustes.',
    ROOM_UNHEARD: ({ fault }) => ROOM_REMEDY[fault],
    FILE_MISSING: () => addAgain,
    FILE_CHANGED: () =>
      'Repón el archivo aprobado desde una copia de seguridad, o añade la grabación otra vez desde el archivo original; apruébala después de nuevo.',
    FILE_UNREADABLE: () => 'La cuenta con la que funciono necesita permiso para leer el archivo.',
    FILE_UNDECODABLE: () => addAgain,
    SOUND_BROKEN: () => 'Hay que traerlo de nuevo de donde vino Bellkeeper.',
    DISK_NEARLY_FULL: () => 'Conviene liberar espacio en el disco.',
    DISK_NOT_WRITABLE: () =>
      'La cuenta con la que funciono necesita permiso para escribir allí, en un disco que no esté lleno.',
    CLOCK_WRONG: () => 'La máquina debería ajustar su reloj por la red.',
    ZONES_OLDER: () => 'Hay que ponerme en marcha con el Node que traigo, o uno más nuevo.',
    ZONES_MISSING: () => 'Hay que ponerme en marcha con el Node que traigo.',
    ZONE_UNKNOWN: () =>
      'Hay que corregirla en el horario, o ponerme en marcha con el Node que traigo.',
    FFMPEG_MISSING: () =>
      'Hay que instalarlo (Debian y Ubuntu: apt install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg), o decir en los ajustes dónde está.',
  },
  toWhoRuns: (remedy) => `Avisa, por favor, a quien se ocupa de Bellkeeper: ${asPart(remedy)}`,
  spans: {
    seconds: (amount) => `${amount} segundos`,
    minutes: (amount) => `${amount} minutos`,
    hours: (amount) => `${amount} horas`,
  },
  summary: ({ broken, skipped }) =>
    [
      broken === 0
        ? 'Todo está bien.'
        : broken === 1
          ? 'Una cosa por arreglar.'
          : `${broken} por arreglar.`,
      ...(skipped === 0
        ? []
        : [skipped === 1 ? 'Una quedó sin probar.' : `${skipped} quedaron sin probar.`]),
    ].join(' '),
  allWell: (when) => `Lo revisé todo ${when}: todo está bien.`,
  allWellBut: (when) => `Lo revisé todo ${when}: todo está bien, hasta donde pude mirar.`,
  notWell: (when) => `Lo revisé todo ${when}. Esto necesita a alguien:`,
  told: 'He revisado todo lo que necesita una sesión, y esto necesita a alguien:',
  more: (leftOut) => `Y ${leftOut} más.`,
};

const elsewhere =
  'Puede que pase por sí solo. Si no, suele ayudar elegir otra región: Ajustes del canal, Resumen, Región.';
const permissions = 'Ajustes del canal, Permisos, Bellkeeper: permite Conectar y Hablar.';

const WHY = {
  MISSING_CONNECT: 'no puedo entrar',
  MISSING_SPEAK: 'allí no puedo hablar',
  CHANNEL_GONE: 'ya no está',
  CHANNEL_FULL: 'no queda sitio',
  STAGE_SUPPRESSED: 'es un escenario y estoy entre el público',
  MUTED: 'alguien me silenció allí',
  NO_ENCRYPTION: 'no se pudo crear una conexión protegida',
  KICKED: 'alguien me sacó',
  TIMEOUT: 'tardé demasiado en entrar',
  NETWORK: 'se cortó la conexión',
};

const ROOM_REMEDY: typeof WHY = {
  MISSING_CONNECT: permissions,
  MISSING_SPEAK: permissions,
  CHANNEL_GONE: 'Indica otro con `/horario editar`.',
  CHANNEL_FULL: 'Ajustes del canal, Resumen, Límite de usuarios: permite una persona más.',
  STAGE_SUPPRESSED:
    'Invita a Bellkeeper a hablar, o permite que lo haga sin ayuda: Ajustes del canal, Permisos, Bellkeeper, Silenciar miembros.',
  MUTED: 'En el canal de voz, haz clic derecho en mi nombre y desmarca Silenciar en el servidor.',
  NO_ENCRYPTION: elsewhere,
  KICKED: 'Si no fue a propósito, no tienes que hacer nada: vuelvo a mirar.',
  TIMEOUT: elsewhere,
  NETWORK: elsewhere,
};

export const preflight = createPreflight(words);
