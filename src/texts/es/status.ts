import { createStatus, type StatusWords } from '../sections/status.ts';
import { mentions } from './announcements.ts';
import { inWords, time } from './time.ts';

const words: StatusWords = {
  labels: {
    now: 'Ahora',
    expected: 'Se espera',
    seen: 'En la sala',
    why: 'Por qué',
    next: 'Después',
    log: 'Lo que ha pasado',
  },
  now: {
    upcoming: 'La sesión no ha empezado.',
    waitingForFirst: 'Espero a que venga la primera persona.',
    waitingForTeacher: 'Espero a alguien que enseñe.',
    led: 'Alguien está enseñando.',
    welcoming: 'Estoy leyendo la bienvenida.',
    choosing: 'La sala está eligiendo entre una grabación y el silencio.',
    playing: (title) => `Escuchamos “${title}”.`,
    playingUntitled: 'Escuchamos una grabación aprobada.',
    sitting: 'Nos hemos sentado juntos en silencio.',
    closing: 'Me estoy despidiendo.',
    ended: {
      completed: 'La sesión ha terminado.',
      led: 'Alguien guió la sesión, y ha terminado.',
      nobodyCame: 'La sesión ha terminado; la sala estuvo vacía.',
      timeOver: 'La sesión ha terminado; se acabó su tiempo.',
      missed: 'La sesión ha terminado; no pude estar mientras tenía lugar.',
    },
    cancelled: 'La sesión se ha cancelado.',
  },
  expectedByRole: 'Cualquiera que tenga el rol de enseñar.',
  seen: {
    unknown: 'Ahora no puedo ver la sala.',
    nobody: 'Nadie todavía.',
    people: (count) => (count === 1 ? 'una persona' : `${inWords(count)} personas`),
    teachers: (count) =>
      count === 1 ? 'una persona que enseña' : `${inWords(count)} personas que enseñan`,
    noTeacher: (people) => `${people}, y todavía nadie que enseñe.`,
    both: (teachers, people) => `${teachers} y ${people} más.`,
  },
  why: {
    started: 'Era la hora de empezar la sesión.',
    teacherIsHere: 'Llegó alguien que enseña, así que guardé silencio.',
    teacherLeft: 'Quien enseñaba salió de la sala, así que volví a esperar.',
    teacherOffered: 'Llegó alguien que enseña durante la práctica, así que ofrecí ceder la sala.',
    tookOver: 'Alguien que enseña se hizo cargo.',
    noticeDue: 'Había gente y nadie que enseñara, así que dije lo que viene después.',
    held: 'Una persona voluntaria pidió un poco más de paciencia.',
    graceOver: 'Nadie vino a enseñar en el tiempo que esperamos, así que seguí adelante.',
    welcomeAsked: 'Una persona voluntaria pidió la bienvenida.',
    welcomeHeard: 'Se había leído la bienvenida.',
    chosen: 'Una persona voluntaria eligió lo que sigue.',
    voted: 'La sala lo eligió por votación.',
    nobodyChose: 'Nadie eligió a tiempo, así que seguí como estaba previsto.',
    practiceOver: 'La práctica llegó a su fin.',
    stopped: 'Una persona voluntaria paró el sonido.',
    roomEmpty: 'La sala se quedó vacía, así que salí también y espero a la próxima persona.',
    timeOver: 'Se acabó el tiempo de la sesión.',
    closed: 'Nos habíamos despedido.',
    soundLate: 'Estuve un rato sin noticias del sonido, así que seguí sin él.',
    soundFault: 'El sonido no se pudo oír.',
    withdrawn: 'Lo que sonaba ya no puede escucharse, y por eso terminó.',
    pausing: 'Tuve que hacer una pausa.',
    resumed: 'Tras una interrupción seguí donde estábamos.',
    cancelled: 'La coordinación canceló la sesión.',
  },
  whyUntouched: 'Todavía no es la hora.',
  next: {
    upcoming: (at) => `Empieza a las ${at}.`,
    waitingForFirst:
      'Cuando venga alguien, y no llegue a tiempo nadie que enseñe, digo lo que viene después.',
    welcomeAt: (at) => `Si no viene nadie a enseñar, leo la bienvenida hacia las ${at}.`,
    choiceAt: (at) => `Si no viene nadie a enseñar, podemos volver a elegir hacia las ${at}.`,
    led: (grace) =>
      `Guardo silencio. Si no hay en la sala nadie que enseñe, espero ${grace} y después digo lo que sigue.`,
    welcoming: 'Después de la bienvenida hay dos minutos para elegir una grabación o silencio.',
    welcomingChosen: 'Lo elegido empieza cuando se haya leído la bienvenida.',
    recordingAt: (at) => `Si nadie elige, empieza una grabación aprobada a las ${at}.`,
    silenceAt: (at) => `Si nadie elige, empieza un silencio a las ${at}.`,
    goodbyeAt: (at) => `Si nadie elige, nos despedimos a las ${at}.`,
    waitsForChoice: 'Espero a que elija una persona voluntaria.',
    playing: (endsAt) =>
      `Cuando termine, volvemos a elegir si queda tiempo. La sesión termina a las ${endsAt}.`,
    sitting: (at) => `Una campana cierra el silencio a las ${at}.`,
    closing: 'Salgo de la sala dentro de un momento.',
    over: 'Nada más.',
  },
};

export const status = createStatus(words, { time, mentions });
