import type { PageTexts } from '../page-texts.ts';

export const page: PageTexts = {
  languageName: () => 'Español',
  languages: () => 'Idiomas',

  title: ({ communityName }) => `Sesiones de práctica de ${communityName}`,
  summary: ({ communityName }) =>
    `Cuándo practica ${communityName} en las próximas cuatro semanas, en tu propia hora, y cómo unirte. Te damos la bienvenida.`,
  skipToSessions: () => 'Ir a las sesiones',
  heading: () => 'Sesiones de práctica',
  intro: () => 'Practicamos juntos en línea, y te damos la bienvenida.',
  ahead: () => 'Estas son las sesiones de las próximas cuatro semanas.',
  timesOfTimetable: ({ place }) => `Todas las horas son de ${place}.`,
  timesOfVisitor: ({ place, timetable }) =>
    `Todas las horas son las tuyas, las de ${place}. Al lado está la hora de ${timetable}.`,
  timesAreTheSame: ({ place }) => `Todas las horas son las tuyas, las mismas que en ${place}.`,
  timeIn: ({ time, place }) => `${time} en ${place}`,
  room: ({ roomName }) => `en ${roomName}`,
  cancelled: () => 'Cancelada: esta sesión no tendrá lugar.',
  moved: () => 'Cambiada: no es su hora habitual.',
  now: () => 'Está en curso ahora.',
  empty: () =>
    'No hay sesiones previstas para las próximas cuatro semanas. Cuando haya nuevas, aparecerán aquí y en el calendario.',

  joinHeading: () => 'Cómo unirte',
  joinOpen: () => 'Abre nuestra comunidad en Discord unos minutos antes del comienzo.',
  joinRoom: () =>
    'Elige la sala de voz que figura junto a la sesión. No necesitas cámara, y tu micrófono puede quedarse apagado.',
  joinFreely: () => 'Ven tal como estás. Puedes irte cuando quieras.',
  joinLink: () => 'Únete en Discord',
  noTeacherHeading: () => 'Si no puede venir nadie a enseñar',
  noTeacher: () =>
    'No te quedas a solas: nuestro acompañante Bellkeeper lee en voz alta una bienvenida, y después nos sentamos juntos en silencio o escuchamos una grabación aprobada.',
  calendarHeading: () => 'En tu calendario',
  calendar: () =>
    'Suscríbete una vez y tendrás todas las sesiones en tu propio calendario, en tu propia hora. Lo que se cambia o se cancela se actualiza allí por sí solo.',
  calendarLink: () => 'Suscribirme a todas las sesiones',
  calendarAddress: () => 'Si tu calendario pide una dirección, es esta:',
  oneSeries: () => 'Suscribirme a un solo tipo de sesión',
  privacy: () => 'Esta página no usa cookies ni guarda quién la visita.',

  notReadyHeading: () => 'Un momento, por favor',
  notReady: () =>
    'El horario aún no está listo. Vuelve a esta página dentro de medio minuto, por favor.',
  notFoundHeading: () => 'No hay nada en esta dirección',
  notFound: () =>
    'Quizá le falte una letra, o las sesiones a las que pertenecía hayan llegado a su fin.',
  notAllowedHeading: () => 'Esta dirección solo se puede leer',
  notAllowed: () => 'No se le puede enviar nada.',
  backToSessions: () => 'Ver las próximas sesiones',

  feedName: ({ communityName }) => `Sesiones de práctica, ${communityName}`,
  feedNameOfSeries: ({ seriesName, communityName }) => `${seriesName}, ${communityName}`,
  feedCancelled: ({ seriesName }) => `Cancelada: ${seriesName}`,
  feedMoved: () => 'Esta sesión no es a su hora habitual.',
  feedJoin: ({ roomName }) =>
    `Para unirte, abre nuestra comunidad en Discord y elige la sala de voz ${roomName}. No necesitas cámara, y tu micrófono puede quedarse apagado.`,
};
