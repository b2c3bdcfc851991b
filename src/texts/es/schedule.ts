import { createNotices } from '../sections/notices.ts';
import { createSchedule } from '../sections/schedule.ts';
import { time } from './time.ts';

export const schedule = createSchedule({
  time,
  locale: 'es',
  weekdays: { 1: 'lun', 2: 'mar', 3: 'mié', 4: 'jue', 5: 'vie', 6: 'sáb', 7: 'dom' },
  rule: {
    daily: 'Todos los días',
    everyOtherDay: 'Un día sí y otro no',
    everyOther: (days) => `${days}, cada dos semanas`,
    everyNWeeks: (days, weeks) => `${days}, cada ${weeks} semanas`,
    nth: {
      '1': 'primer',
      '2': 'segundo',
      '3': 'tercer',
      '4': 'cuarto',
      '5': 'quinto',
      '-1': 'último',
    },
    nthDay: (nth, day) => `${nth} ${day} del mes`,
    monthDays: (days) => `Día ${days} del mes`,
    once: (date) => `Una vez, el ${date}`,
    other: 'Según una regla propia',
    at: (days, times, city) => `${days} a las ${times} en ${city}`,
  },
  signedUp: (count) => {
    if (count === 0) return 'No hay nadie inscrito.';
    return count === 1 ? 'Hay una persona inscrita.' : `Hay ${count} personas inscritas.`;
  },
  preview: {
    ask: {
      addSeries: ({ name }) => `¿Añadir ${name}?`,
      editSeries: ({ name }) => `¿Cambiar ${name}?`,
      pauseSeries: ({ name }) => `¿Pausar ${name}? No habrá sesiones hasta que la reanudes.`,
      resumeSeries: ({ name }) => `¿Reanudar ${name}?`,
      removeSeries: ({ name }) => `¿Quitar ${name} con todas sus sesiones?`,
      cancelSession: ({ session }) => `¿Cancelar una sesión? ${session}`,
      restoreSession: ({ session }) => `¿Celebrar esta sesión después de todo? ${session}`,
      addSession: ({ session }) => `¿Añadir una sesión? ${session}`,
      dropSession: ({ session }) => `¿Volver a quitar esta sesión? ${session}`,
      moveSession: ({ session, to }) => `¿Mover una sesión? ${session} empezaría el ${to}`,
    },
    undoes: 'Esto deshace el último cambio.',
    lengthAndRoom: (length, room) => `${length}, en ${room}.`,
    next: 'Las próximas sesiones serían:',
    none: 'No hay ninguna sesión prevista.',
    cancelled: 'cancelada',
    told: 'Se les avisará en un minuto.',
    untold: 'Nada cambia para ellas, así que no se les avisa.',
    shifted: (at) => `El reloj salta esa hora una vez: ese día empieza el ${at}.`,
    fields: {
      name: 'el nombre',
      rule: 'los días y las horas',
      durationMs: 'la duración',
      room: 'la sala',
      announce: 'dónde se anuncia',
      graceMs: 'cuánto esperamos a quien guía',
      remindersMs: 'los recordatorios',
      teacherIds: 'quién guía',
      ifNobodyChooses: 'qué pasa si nadie elige',
      description: 'la descripción',
      tellsTeacherChanges: 'si se avisa cuando guía otra persona',
      participantsVote: 'quién elige lo que sigue a la bienvenida',
    },
    changes: (fields) => `Qué cambia: ${fields}.`,
  },
  done: {
    addSeries: ({ name }) => `${name} está en el horario.`,
    editSeries: ({ name }) => `${name} ha cambiado.`,
    pauseSeries: ({ name }) => `${name} está en pausa.`,
    resumeSeries: ({ name }) => `${name} continúa.`,
    removeSeries: ({ name }) =>
      `${name} ya no está en el horario. \`/horario deshacer\` la recupera.`,
    cancelSession: ({ session }) => `Cancelada: ${session}.`,
    restoreSession: ({ session }) => `Se celebra después de todo: ${session}.`,
    addSession: ({ session }) => `Añadida: ${session}.`,
    dropSession: ({ session }) => `Quitada de nuevo: ${session}.`,
    moveSession: ({ name, to }) => `Movida: ${name} empieza ahora el ${to}.`,
  },
  doneTold: (count) => `${count} Se les avisará en un minuto.`,
  discarded: 'No se ha cambiado nada.',
  list: {
    head: '**El horario**',
    paused: 'En pausa.',
    votes: 'La sala vota lo que sigue a la bienvenida.',
    next: (at) => `Próxima: ${at}.`,
    more: (count) =>
      count === 1
        ? 'Hay una más que no se muestra aquí.'
        : `Hay ${count} más que no se muestran aquí.`,
    none: 'Todavía no hay nada en el horario. `/horario añadir` pone la primera serie.',
  },
  buttons: { confirmDraft: 'Confirmar', discardDraft: 'Volver' },
  refusal: {
    UNKNOWN_SERIES: () =>
      'No conozco esa serie. Elige una de la lista que aparece mientras escribes.',
    UNKNOWN_SESSION: () =>
      'No conozco esa sesión. Elige una de la lista que aparece mientras escribes.',
    SERIES_ID_TAKEN: ({ name }) =>
      `Ya hay una serie llamada ${name}. Ponle otro nombre a esta o cambia aquella con \`/horario editar\`.`,
    ALREADY_CANCELLED: () => 'Esa sesión ya está cancelada.',
    ALREADY_PAUSED: () => 'Esa serie ya está en pausa. `/horario reanudar` la reanuda.',
    NOT_PAUSED: () => 'Esa serie no está en pausa.',
    NOTHING_CHANGES: () => 'Ya es así, no hay nada que cambiar.',
    SERIES_IS_PAUSED: () => 'Esa serie está en pausa. Reanúdala antes con `/horario reanudar`.',
    SESSION_HAS_BEGUN: () =>
      'Esa sesión ya ha empezado o ha terminado, así que ya no se puede cambiar.',
    STARTS_IN_PAST: ({ at }) => `Eso sería en el pasado: ${at}. Escribe una hora posterior.`,
    TOO_LONG: ({ hours }) => `Una sesión puede durar hasta ${hours} horas. Escribe menos minutos.`,
    NO_SESSIONS_AHEAD: () =>
      'Con esos días y horas no hay ninguna sesión en los próximos dos años. Escribe otros días.',
    ROOM_OVERLAP: ({ name, other, room, at }) =>
      `En ${room} habría dos sesiones a la vez: ${name} y ${other}, por primera vez el ${at}. Elige otra hora, una duración menor u otra sala.`,
    UNKNOWN_ROOM: ({ written }) =>
      `No encuentro ningún canal de voz llamado ${written}. Revisa cómo se escribe o déjame ver ese canal.`,
    UNKNOWN_ANNOUNCE: ({ written }) =>
      `No encuentro ningún canal de texto llamado ${written}. Revisa cómo se escribe o déjame ver ese canal.`,
    NOTHING_TO_UNDO: () => 'No hay ningún cambio que deshacer.',
    UNDO_TOO_LATE: () =>
      'El último cambio ya no se puede deshacer: se ha cambiado otra vez desde entonces o la sesión ha empezado.',
    DRAFT_IS_OLD: () =>
      'Esta vista previa es antigua o el horario ha cambiado desde entonces. Usa el comando otra vez, por favor.',
    MOMENT_UNREADABLE: ({ found, write }) =>
      `No puedo leer ${found} como fecha y hora. Escríbelo así: ${write}`,
    MOMENT_TIME_UNCLEAR: ({ found, write }) =>
      `En ${found} no distingo si es por la mañana o por la tarde. Escribe 7:00, 7am o 7pm, por ejemplo: ${write}`,
    MOMENT_NO_SUCH_DATE: ({ found }) => `El calendario no tiene ese día: ${found}.`,
    MOMENT_IN_GAP: ({ at, found }) =>
      `Ese día el reloj se adelanta y ${found} no existe. El mismo momento después del salto es el ${at}. Escribe esa hora u otra.`,
    WHEN: ({ found, write }) =>
      `No puedo leer ${found} como días y horas. Escríbelo así (en inglés): ${write}`,
    WHEN_UNCLEAR: ({ found, write }) =>
      `En ${found} no distingo si es por la mañana o por la tarde. Escribe 7:00, 7am o 7pm, por ejemplo: ${write}`,
    WHEN_DIFFER: ({ write }) =>
      `Días distintos a horas distintas necesitan una serie cada uno. Para la primera: ${write}`,
    WHEN_DATE: ({ write }) =>
      `Una fecha suelta se añade a una serie con \`/horario añadir-una\`. Para días que se repiten escribe, por ejemplo: ${write}`,
    CRON: ({ found }) =>
      `No puedo usar ${found}. Escribe los días con palabras, por ejemplo: Mon, Wed, Fri 07:00`,
    UNKNOWN_ZONE: ({ found, write }) =>
      `No conozco ninguna zona horaria llamada ${found}. ¿Querías decir ${write}?`,
    REMINDERS_UNREADABLE: ({ found }) =>
      `No puedo leer ${found} como recordatorios. Escríbelos así: 24h, 1h, 10m`,
    NO_SUCH_DATE: ({ found }) =>
      `El calendario no tiene ese día: ${found}. Escríbelo así: 2026-12-01`,
    NAME_EMPTY: () => 'Una serie necesita un nombre que se pueda leer.',
  },
});

export const notices = createNotices({
  time,
  locale: 'es',
  rule: schedule.rule,
  head: '**Un cambio en nuestro horario**',
  more: (count) =>
    count === 1
      ? 'Hay un cambio más en `/sesiones`.'
      : `Hay ${count} cambios más en \`/sesiones\`.`,
  cancelled: (session) => `${session} no se celebrará. Sentimos el cambio.`,
  back: (session) => `${session} se celebra después de todo.`,
  added: (session) => `Hay una sesión más: ${session}.`,
  paused: (name) => `${name} queda en pausa por ahora. Escribiremos cuando continúe.`,
  removed: (name) => `${name} ha terminado y no tendrá más sesiones. Gracias por venir.`,
  resumed: (name) => `${name} continúa.`,
  moved: (name, from, to) => `${name} ha cambiado de hora. Era el ${from}; ahora empieza el ${to}.`,
  length: (session, length) => `${session} dura ahora ${length}.`,
  newTime: (name, rule) => `${name} tiene un nuevo horario: ${rule}.`,
  newRoom: (name, room) => `${name} se reúne ahora en ${room}.`,
  newLength: (name, length) => `${name} dura ahora ${length}.`,
  teacher: (session, who) => `${session}: ${who}`,
  nextIs: (at) => `La próxima sesión es el ${at}.`,
  teaches: (names) => `guiará ${names}.`,
  teacherIsAsked: 'se está preguntando a otra persona que guíe.',
  changeMention: 'Se trata de una sesión en la que te inscribiste.',
  clocks:
    '**Pronto cambian los relojes**\nNuestras sesiones mantienen su hora en Los Ángeles. En algunos países el cambio de hora es otro día, y allí una sesión puede empezar a otra hora. Si es tu caso, te lo decimos en el hilo de abajo.',
  shiftHead: (city) => `En ${city} cambia la hora para ti:`,
  shift: (name, old, now, from) => `${name}: a las ${now} en lugar de las ${old}, desde el ${from}`,
  until: (until) => ` hasta el ${until}`,
  dayBefore: 'el día anterior',
  dayAfter: 'el día siguiente',
});
