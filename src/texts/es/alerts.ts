import { type AlertWords, createAlerts } from '../sections/alerts.ts';
import { inWords } from './time.ts';

const permissionIn = (permission: string): string =>
  `Ajustes del canal, Permisos, Bellkeeper, ${permission}.`;
const keepsTrying = 'Sigo intentándolo, y puede que se arregle solo.';
const tellOwner = 'avisa, por favor, a quien se ocupa de Bellkeeper';
const roleUnknown = (written: string, people: string): string =>
  `No encuentro el rol “${written}”, que mis ajustes indican para ${people}, así que por ahora nadie lo tiene. Mira, por favor, su nombre en Ajustes del servidor, Roles, y pide a quien se ocupa de Bellkeeper que lo corrija.`;

const words: AlertWords = {
  voiceRoom: 'la sala de voz',
  voice: {
    MISSING_CONNECT: (room) =>
      `No puedo entrar en ${room}: me falta allí el permiso Conectar. ${permissionIn('Conectar')}`,
    MISSING_SPEAK: (room) =>
      `No puedo hablar en ${room}: me falta allí el permiso Hablar. ${permissionIn('Hablar')}`,
    CHANNEL_GONE: () =>
      `Ya no encuentro el canal de voz de la sesión. Indica otro con \`/horario editar\`, por favor, o permíteme verlo: ${permissionIn('Ver canal')}`,
    CHANNEL_FULL: (room) =>
      `No puedo entrar en ${room}: no queda sitio. Ajustes del canal, Resumen, Límite de usuarios: permite, por favor, una persona más.`,
    STAGE_SUPPRESSED: (room) =>
      `Nadie puede oírme en ${room}: es un escenario y estoy entre el público. Invita a Bellkeeper a hablar, por favor, o permite que lo haga sin ayuda: ${permissionIn('Silenciar miembros')}`,
    MUTED: (room) =>
      `Nadie puede oírme en ${room}: alguien me silenció allí. Haz clic derecho, por favor, sobre Bellkeeper en el canal de voz y desmarca Silenciar en el servidor (en el móvil, mantén pulsado su nombre). Si fue a propósito, una persona voluntaria puede usar \`/parar\`.`,
    NO_ENCRYPTION: (room) =>
      `Me quedo en silencio en ${room}, porque no se pudo crear una conexión protegida. ${keepsTrying} Si no, ${tellOwner}.`,
    KICKED: (room) =>
      `Alguien me sacó; estaba en ${room}. Intentaré volver. Si fue a propósito, una persona voluntaria puede usar \`/parar\`, y me quedo en silencio.`,
    TIMEOUT: (room) =>
      `No pude entrar a tiempo en ${room}. ${keepsTrying} Si no, suele ayudar elegir otra región: Ajustes del canal, Resumen, Región.`,
    NETWORK: (room) =>
      `Perdí la conexión mientras estaba en ${room}. ${keepsTrying} Si no, ${tellOwner}.`,
    FILE_MISSING: (room) =>
      `Falta un sonido que necesitaba en ${room}, así que no se oyó. Pide, por favor, a quien se ocupa de Bellkeeper que reponga su archivo.`,
    HASH_MISMATCH: (room) =>
      `Un sonido que necesitaba en ${room} no es el que se aprobó, así que no se oyó. Pide, por favor, a quien se ocupa de Bellkeeper que reponga el archivo aprobado.`,
    DECODE: (room) =>
      `Un sonido que necesitaba en ${room} no se puede leer, así que no se oyó. Pide, por favor, a quien se ocupa de Bellkeeper que cambie su archivo.`,
    IDENTITY_CHANGED: (room) =>
      `En ${room} no se oyó una grabación: su página en SoundCloud no es la que se aprobó.`,
    GONE: (room) => `En ${room} no se oyó una grabación: su página en SoundCloud ya no está.`,
    PREVIEW_ONLY: (room) =>
      `En ${room} no se oyó una grabación: SoundCloud solo ofrece el principio.`,
    DRM: (room) =>
      `En ${room} no se oyó una grabación: SoundCloud no deja que suene en otro sitio.`,
    RATE_LIMITED: (room) =>
      `En ${room} no se oyó una grabación: por un rato SoundCloud no admite más consultas nuestras.`,
    UNREACHABLE: (room) =>
      `En ${room} una grabación no se oyó hasta el final: no se pudo llegar a SoundCloud. Puede que pase por sí solo.`,
    STALLED: (room) =>
      `En ${room} una grabación no se oyó hasta el final: dejó de llegar sonido de SoundCloud. Puede que pase por sí solo.`,
    STREAMING_OFF: (room) =>
      `En ${room} no se oyó una grabación: escuchar desde SoundCloud está desactivado en mi configuración.`,
    NOT_APPROVED: (room) =>
      `En ${room} se eligió una grabación que ya no está aprobada, así que no se oyó. En la sala pueden elegir otra; no tienes que hacer nada.`,
    BUSY_ELSEWHERE: (room) =>
      `Hay dos sesiones a la vez, y solo se me puede oír en una sala. En ${room} escribo en el chat y no se oye nada. Cambia, por favor, la hora de una de las dos con \`/horario editar\`.`,
    UNKNOWN: (room) =>
      `No se me pudo oír en ${room}. ${keepsTrying} Si no, ${tellOwner}, y di cuándo ocurrió.`,
  },
  messages: {
    reminder: 'un recordatorio',
    cancelled: 'el aviso de su cancelación',
    notice: 'el aviso de lo que viene después',
    welcome: 'la bienvenida',
    choices: 'las opciones',
    teacherOffer: 'la oferta de ceder la sala',
    alert: 'una nota para la coordinación',
  },
  otherMessage: 'un mensaje',
  postRefused: {
    MISSING_PERMISSION: ({ message, session, channel }) =>
      `No pude publicar ${message} de ${session} en ${channel}: me falta allí un permiso. ${permissionIn('Ver canal y Enviar mensajes')}`,
    UNKNOWN_CHANNEL: ({ message, session, channel }) =>
      `No pude publicar ${message} de ${session} en ${channel}: el canal ya no existe. Indica otro con \`/horario editar\`, por favor.`,
    UNKNOWN_MESSAGE: ({ message, session, channel }) =>
      `No pude publicar ${message} de ${session} en ${channel}: un mensaje mío anterior ya no estaba. No tienes que hacer nada.`,
    INVALID: ({ message, session, channel }) =>
      `No pude publicar ${message} de ${session} en ${channel}: Discord no lo aceptó. Por favor, avisa a quien se ocupa de Bellkeeper.`,
  },
  postUnknown: ({ message, session, channel }) =>
    `No sé si se publicó ${message} de ${session} en ${channel}, así que no lo repito. Míralo allí, por favor, y avisa tú a la gente si falta. Lo sabría si pudiera leer allí: ${permissionIn('Leer el historial de mensajes')}`,
  postSkipped: ({ message, session, channel }) =>
    `No se publicó ${message} de ${session} en ${channel}, porque su momento pasó antes de que pudiera. Si la gente aún debe saberlo, avísale tú, por favor.`,
  badTimetable: (count) =>
    count === 1
      ? 'El archivo del horario tiene una falta, así que no he tomado nada de él. Puedes añadir sesiones con `/horario añadir`, o pedir a quien se ocupa de Bellkeeper que corrija el archivo y me inicie de nuevo.'
      : `El archivo del horario tiene ${inWords(count)} faltas, así que no he tomado nada de él. Puedes añadir sesiones con \`/horario añadir\`, o pedir a quien se ocupa de Bellkeeper que corrija el archivo y me inicie de nuevo.`,
  more: (leftOut) => `Y ${leftOut} más.`,
  unknownChannel: {
    room: ({ written, session }) =>
      `No encuentro el canal de voz “${written}”, que el horario indica para ${session}. Mira, por favor, su nombre con \`/horario lista\`, y si puedo verlo: ${permissionIn('Ver canal')}`,
    announce: ({ written, session }) =>
      `No encuentro el canal de texto “${written}”, que el horario indica para ${session}. Mira, por favor, su nombre con \`/horario lista\`, y si puedo verlo: ${permissionIn('Ver canal')}`,
  },
  unknownRole: {
    teacher: (written) => roleUnknown(written, 'quienes enseñan'),
    volunteer: (written) => roleUnknown(written, 'el voluntariado'),
    coordinator: (written) => roleUnknown(written, 'la coordinación'),
  },
  fileChanged: (title) =>
    `El archivo de ${title} no es el que se aprobó, así que no lo reproduzco. Pide, por favor, a quien se ocupa de Bellkeeper que reponga el archivo aprobado, o que apruebe el nuevo.`,
};

export const alerts = createAlerts(words);
