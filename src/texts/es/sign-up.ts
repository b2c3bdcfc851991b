import { createSignUp, type SignUpWords } from '../sections/sign-up.ts';
import type { CommandTexts } from '../texts.ts';
import { time } from './time.ts';

const words: SignUpWords = {
  refusals: {
    UNKNOWN:
      'No conozco ninguna sesión con ese nombre. Escribe el comando otra vez, espera a que se abra la lista y elige una.',
    CANCELLED: 'Esta sesión no tiene lugar. `/sesiones` muestra las próximas.',
    OVER: 'Esta sesión ya terminó. `/sesiones` muestra cuándo empiezan las próximas.',
    PAUSED:
      'Estas sesiones están en pausa por ahora. Cuando sigan, podrás apuntarte otra vez; `/sesiones` muestra las demás.',
  },
  ask: (what, when) => `${what}, ${when}. ¿Te apunto a todas sus sesiones o solo a esta?`,
  askSingle: (what, when) =>
    `Ya te apuntaste a ${what}, ${when}. Puedes venir a todas sus sesiones o saltarte esta.`,
  askEvery: (what, when) =>
    `Ya te apuntaste a todas las sesiones de ${what}. Puedes saltarte ${when} o darte de baja del todo.`,
  signedUpForSeries: (what) => `Te he apuntado a ${what}, a todas sus sesiones.`,
  alreadyForSeries: (what) => `Ya estabas en la lista de ${what}, para todas sus sesiones.`,
  next: (when) => `La próxima empieza ${when}.`,
  signedUpForOne: (what, when) => `Te he apuntado a ${what}, ${when}.`,
  alreadyForOne: (what, when) => `Ya estabas en la lista de ${what}, ${when}.`,
  oneBySeries: (what) =>
    `Estás en la lista de todas las sesiones de ${what}, y esta es una de ellas. No hace falta nada más.`,
  reachedDirectly: 'Te lo recuerdo por mensaje directo y te aviso si algo cambia.',
  reachedByMention:
    'Te menciono antes de que empiece y si algo cambia. En `/mi ajustes` hay otras maneras.',
  signedOff: (what) => `Ya no estás en la lista de ${what}.`,
  staysForOthers: 'Sigues en la lista de las demás.',
  welcomeAnyway: 'Puedes venir cuando quieras, estés o no en la lista.',
  notSigned: (what) => `No estás en la lista de ${what}, así que no hay nada que cambiar.`,
  askZone:
    '¿Dónde vives? Si sé tu lugar, puedo avisarte cuando cambie la hora, y te escribo solo cuando es de día para ti. Si no está en la lista: `/mi ajustes`.',
  zoneSaved: (place, clock) =>
    `Gracias. Tomo tu hora como la de ${place}, donde ahora son las ${clock}.`,
  zoneUnknown: (written, nearest) =>
    `No conozco ningún lugar llamado “${written}”. ¿Querías decir ${nearest}? Escribe \`/mi ajustes\` otra vez y elige en la lista tu lugar o una ciudad grande cercana.`,
  zoneIsOffset: (written) =>
    `“${written}” no dice cuándo cambian tus relojes. Elige una ciudad que tenga tu hora.`,
  zonesWithIt: (places) => `Ahora mismo la tienen: ${places}.`,
  every: (series) => `Estás en la lista de todas las sesiones de ${series}.`,
  nothingSigned:
    'Todavía no estás en ninguna lista. Cada recordatorio tiene un botón para ello, y `/apuntarme` hace lo mismo.',
  nonePlanned: 'Por ahora no hay ninguna prevista.',
  nextSessions: 'Tus próximas sesiones:',
  onlySessions: 'Estás en la lista de:',
  onlyThisOne: 'solo esta',
  more: (count) => `Y ${count} más.`,
  settings: {
    zoneUnknown: (place) => `No sé dónde vives, así que me guío por la hora de ${place}.`,
    zone: (place, clock) => `Tu hora es la de ${place}, donde ahora son las ${clock}.`,
    direct: (reminders) =>
      `Te escribo directamente, cuando es de día para ti. Recordatorios: ${reminders}.`,
    mention: 'Te menciono en el canal antes de cada sesión y si algo cambia.',
    languageOfDiscord: 'Te escribo en el idioma de tu Discord.',
    language: (name) => `Te escribo en ${name}.`,
    how: '`/mi ajustes` lo cambia, `/mi datos` te da todo lo que guardo y `/mi olvido` lo borra.',
  },
  settingsSaved: 'Queda guardado.',
  remindersNeedDirect:
    'Los recordatorios a tus propias horas llegan por mensaje directo, y ahora no los tienes activados. Puedes cambiarlo en `/mi ajustes`, en “mensajes”.',
  data: 'Este archivo tiene todo lo que guardo sobre ti. `/mi olvido` lo borra para siempre.',
  noData: 'No guardo nada sobre ti.',
  forgetPreview:
    'Se borrará de una vez todo lo que guardo sobre ti: tus inscripciones, tus ajustes y tu nombre en mis registros. No se puede deshacer. ¿Lo hago?',
  forgotten: 'He borrado todo lo que guardaba sobre ti. Puedes venir cuando quieras.',
  rolesLeft:
    'Discord no me dejó quitarte un rol que venía con la inscripción; una persona de coordinación puede hacerlo.',
  forgetKept: 'No ha cambiado nada.',
  directReminder: ({ what, relative, when, room }) =>
    `${what} empieza ${relative}, ${when}, en ${room}.`,
  mentionReminder: (what, relative) => `${what} empieza ${relative}.`,
  directClosed:
    'No pude enviarte un mensaje directo. Menú del servidor, Privacidad, Mensajes directos: ahí puedes permitirlo; con `/mi ajustes` los desactivas.',
  directSpent: 'Hoy ya envié todos los mensajes directos que puedo, así que te lo digo aquí.',
  weekly: (from, place) =>
    `**Las sesiones de la semana**, desde el ${from}. Las horas son las tuyas; entre paréntesis, las de ${place}.`,
  inRoom: (what, room) => `${what} en ${room}`,
  weeklyMore: (count) => `Y ${count} más; \`/sesiones\` las muestra.`,
  rolesRefused:
    'No puedo dar ni quitar los roles de quienes se apuntan, así que menciono a cada persona en un hilo. Si prefieres los roles: Ajustes del servidor, Roles, arrastra Bellkeeper por encima de los roles que creó y permítele Gestionar roles.',
  buttons: {
    signUp: 'Apuntarme',
    signUpSeries: 'A todas',
    signUpOnce: 'Solo a esta',
    signOffSeries: 'Darme de baja de todas',
    signOffOnce: 'Saltarme esta',
    my: 'Mis sesiones',
    tellDirectly: 'Avisarme por mensaje directo',
    mentionMe: 'Mejor mencionarme',
    forgetMe: 'Borrar todo sobre mí',
    stay: 'Dejarlo como está',
  },
  weeklyPlaceholder: 'Apuntarme a todas las sesiones de …',
  zonePlaceholder: 'Elige un lugar con tu hora',
  everySession: 'todas las sesiones',
  zoneFound: (place, clock) => `${place}: allí son las ${clock}`,
  zoneNow: (clock) => `Allí son las ${clock}`,
  threadForAll: 'Para quienes se apuntaron',
  reminderTimes: {
    series: 'como los tiene cada sesión',
    '10': '10 minutos antes',
    '30': '30 minutos antes',
    '60': 'una hora antes',
    '60+10': 'una hora y 10 minutos antes',
    '1440': 'un día antes',
    '1440+60': 'un día y una hora antes',
    '1440+60+10': 'un día, una hora y 10 minutos antes',
  },
  languages: { en: 'inglés', es: 'español', de: 'alemán', fr: 'francés' },
};

const commands: CommandTexts = {
  signup: {
    name: 'apuntarme',
    description: 'Recibir recordatorios de una sesión o de todas las de una serie',
    options: { session: { name: 'sesión', description: 'Escribe unas letras y elige una' } },
  },
  signoff: {
    name: 'darme-de-baja',
    description: 'No recibir más recordatorios de una sesión o de una serie',
    options: { session: { name: 'sesión', description: 'Escribe unas letras y elige una' } },
  },
  my: { name: 'mi', description: 'Tus sesiones y ajustes, y lo que se guarda sobre ti' },
  'my sessions': { name: 'sesiones', description: 'Las sesiones a las que te apuntaste' },
  'my settings': {
    name: 'ajustes',
    description: 'Tu zona horaria, recordatorios, mensajes e idioma',
    options: {
      zone: { name: 'zona', description: 'Tu lugar, o una ciudad grande cercana' },
      reminders: {
        name: 'recordatorios',
        description: 'Cuándo te recuerdan los mensajes directos',
        choices: words.reminderTimes,
      },
      messages: {
        name: 'mensajes',
        description: 'Cómo te aviso',
        choices: {
          direct: 'por mensaje directo, cuando es de día para ti',
          mention: 'con una mención en el canal',
        },
      },
      language: {
        name: 'idioma',
        description: 'El idioma de lo que se te escribe solo a ti',
        choices: { discord: 'como en mi Discord', ...words.languages },
      },
    },
  },
  'my data': { name: 'datos', description: 'Todo lo que se guarda sobre ti, en un archivo' },
  'my forget': {
    name: 'olvido',
    description: 'Borrar todo lo que se guarda sobre ti, después de confirmarlo',
  },
};

export const signUp = createSignUp(words, time, commands);
