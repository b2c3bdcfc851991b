import { createRecordingInWords, createRoom, type RoomWords } from '../sections/room.ts';
import { counted, time } from './time.ts';

const words: RoomWords = {
  noticeOfWelcome: (atTime) =>
    `Todavía no ha podido venir nadie a enseñar. A las ${atTime} leeré nuestra bienvenida, y después podemos sentarnos juntos en silencio o escuchar una grabación aprobada. Si prefieren esperar un poco más, una persona voluntaria puede aplazarlo con el botón de abajo.`,
  noticeOfChoice: (atTime) =>
    `En este momento no hay nadie que enseñe. A las ${atTime} podemos volver a elegir: una grabación aprobada o silencio en compañía. Una persona voluntaria puede aplazarlo con el botón de abajo.`,
  held: (untilTime) =>
    `Una persona voluntaria ha pedido un poco más de paciencia. Espero hasta las ${untilTime} antes de empezar.`,
  whatNow: '¿Qué les gustaría hacer ahora?',
  chooseHere:
    'Una persona voluntaria puede elegir aquí abajo: una grabación aprobada o silencio en compañía.',
  voteHere:
    'Cada persona en la sala de voz tiene una voz: pulsa aquí abajo el botón de lo que te gustaría hacer. Puedes cambiarla hasta que se acabe el tiempo de elegir. Lo que elige una persona voluntaria empieza sin esperar a eso.',
  noHurry: 'No hay ninguna prisa.',
  recordingFollows: (byThen) =>
    `Si nadie ha elegido ${byThen}, empiezo con una grabación aprobada.`,
  silenceFollows: (byThen) => `Si nadie ha elegido ${byThen}, nos sentamos en silencio.`,
  goodbyeFollows: (byThen) => `Si nadie ha elegido ${byThen}, terminamos por hoy.`,
  soonAfterWelcome: 'en los dos minutos que siguen a la bienvenida',
  by: (time) => `a las ${time}`,
  translation: '**En español (traducción):**',
  recordingBy: ({ title, speaker, length }) => `${title}, con la voz de ${speaker}, ${length}`,
  playing: (recording) => `Escuchamos ${recording}.`,
  playingByDefault: (recording) => `Nadie ha elegido, así que empiezo con ${recording}.`,
  sitting: ({ minutes, untilTime }) =>
    `Nos sentamos en silencio durante ${counted(minutes, 'minuto')}. Una campana abre el silencio y otra lo cierra a las ${untilTime}.`,
  sittingByDefault: ({ minutes, untilTime }) =>
    `Nadie ha elegido, así que nos sentamos en silencio durante ${counted(minutes, 'minuto')}. Una campana abre el silencio y otra lo cierra a las ${untilTime}.`,
  chosenByRoom: ({ voices, ofVoices }) =>
    `Lo eligió la sala: ${voices} de ${ofVoices} ${ofVoices === 1 ? 'voz' : 'voces'}.`,
  freeToLeave: 'Puedes quedarte, y puedes irte en cualquier momento.',
  stopped:
    'El sonido se ha detenido. Nada vuelve a empezar por sí solo; una persona voluntaria puede elegir aquí abajo lo que sigue.',
  teacherCame:
    'Ha llegado quien enseña, y la sala queda en sus manos. Gracias a cada persona por su paciencia.',
  teacherOffer:
    'Ha llegado alguien que enseña. Seguimos como estamos; cuando te venga bien, el botón de abajo deja la sala en tus manos.',
  wentOnWhereWeWere: 'Perdí el sonido por un momento. Seguimos donde estábamos.',
  wentOnAt: (minute) => `Perdí el sonido por un momento. Seguimos en el minuto ${minute}.`,
  noSound:
    'Puede que ahora no me oigas. He avisado a la coordinación y sigo intentándolo. Mientras tanto pueden sentarse juntos en silencio, o puedes irte y hacer algo amable por ti.',
  unavailable:
    'Esa grabación no se puede oír ahora. Una persona voluntaria puede elegir otra aquí abajo, o silencio.',
  withdrawn:
    'Esta grabación ya no puede sonar aquí, así que la he dejado apagarse poco a poco. No es por nada que haya hecho nadie. Gracias por la paciencia; elijamos de nuevo entre todas las personas.',
  closed: 'Aquí termina nuestra sesión. Gracias por estar aquí. Cuídate mucho.',
  pausing:
    'Tengo que hacer una pausa, y sigo desde aquí cuando vuelva. Mientras tanto pueden sentarse juntos en silencio, o puedes irte y cuidar de ti.',
  cancelled: 'Esta sesión se ha cancelado, y lo sentimos. El botón de abajo muestra las próximas.',
};

export const recordingInWords = createRecordingInWords(words, time);
export const room = createRoom(words, time);
