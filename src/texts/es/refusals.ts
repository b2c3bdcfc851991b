import { createNotAllowed } from '../sections/refusals.ts';
import type { RefusalTexts } from '../texts.ts';

const pickFromList =
  'Escribe `/reproducir`, espera a que se abra la lista y elige un título; `/grabaciones` los muestra todos.';

export const refusals: RefusalTexts = {
  NOT_ALLOWED: createNotAllowed({
    deeds: {
      welcome: 'pedir la bienvenida',
      play: 'empezar una grabación',
      sit: 'empezar un silencio',
      choose: 'elegir lo que sigue',
      another: 'elegir lo que sigue',
      stop: 'parar el sonido',
      hold: 'aplazar la bienvenida',
      takeOver: 'hacerse cargo de la sala',
      schedule: 'cambiar el horario',
      confirmDraft: 'cambiar el horario',
      discardDraft: 'cambiar el horario',
      teachers: 'organizar quién guía',
      popularity: 'ver cuántas personas vienen',
    },
    otherDeed: 'hacer esto',
    onlyThese: {
      everyone: (deed) =>
        `Solo quienes son miembros de este servidor pueden ${deed}. Únete, por favor, y vuelve a intentarlo.`,
      volunteer: (deed) =>
        `Solo el voluntariado, quienes enseñan y la coordinación pueden ${deed}. Puedes decir en la sala lo que te gustaría, o pedir a la coordinación que te sume al voluntariado.`,
      teacher: (deed) =>
        `Solo quienes enseñan y la coordinación pueden ${deed}. Si enseñas en esta sesión, pide, por favor, a la coordinación el rol que hace falta.`,
      coordinator: (deed) =>
        `Solo la coordinación puede ${deed}. Escríbele, por favor, y lo verá contigo.`,
    },
  }),
  NO_SESSION_NOW: () =>
    'Ahora no hay ninguna sesión en curso. `/sesiones` muestra cuándo empiezan las próximas.',
  BUTTON_IS_OLD: () =>
    'Este botón es de un momento anterior. El mensaje más nuevo de la sala tiene los que funcionan, y `/estado` cuenta lo que pasa.',
  TOO_MANY_AT_ONCE: () =>
    'Ahora mismo me llegan más peticiones de las que puedo atender bien. Espera unos segundos, por favor, y vuelve a intentarlo; lo que ya estaba hecho sigue hecho.',
  UNKNOWN_RECORDING: () => `Solo reproduzco lo que está en la lista aprobada. ${pickFromList}`,
  OTHER_GUILD: () =>
    'No llevo las sesiones de este servidor. Úsame, por favor, en el servidor donde están las tuyas.',
  SESSION: {
    NOT_STARTED: () =>
      'La sesión todavía no ha empezado; pídemelo entonces, por favor. `/estado` dice cuándo empieza.',
    OVER: () => 'Esta sesión ha terminado. `/sesiones` muestra cuándo empiezan las próximas.',
    TEACHER_IS_HERE: () =>
      'Hay alguien que enseña, así que guardo silencio. Puedes decirle lo que te gustaría; cuando no haya nadie, empiezo con gusto.',
    NO_TEACHER_IN_ROOM: () =>
      'Cedo la sala a quien enseña y está en la sala de voz. Entra en ella, por favor, y pulsa el botón otra vez.',
    NOBODY_HERE: () =>
      'Todavía no hay nadie en la sala de voz. Entra, por favor, o espera a la primera persona, y pídemelo de nuevo.',
    VIEW_IS_STALE: () =>
      'Ahora mismo no veo quién está en la sala, y prefiero no empezar así. Inténtalo, por favor, dentro de un minuto.',
    ALREADY_WELCOMED: () =>
      'La bienvenida se lee una sola vez en cada sesión. Puedes seguir con `/reproducir` o `/silencio`.',
    NOTHING_TO_HOLD: () =>
      'No hay nada a punto de empezar, así que no hay nada que aplazar. `/parar` detiene el sonido, y `/estado` cuenta lo que pasa.',
    NOTHING_TO_STOP: () => 'Ahora no se oye nada. `/estado` cuenta lo que pasa.',
    NOTHING_TO_TAKE_OVER: () =>
      'No suena nada, así que no hay nada que ceder. La sala queda en tus manos; empieza cuando quieras.',
    NOT_ENOUGH_TIME: () =>
      'No queda bastante tiempo de sesión para eso. Elige algo más corto, por favor; `/reproducir` ofrece primero lo que aún cabe.',
    BAD_LENGTH: () =>
      'El silencio dura de 10 a 20 minutos. Elige, por favor, una duración entre ellos.',
    NO_VOTE: () =>
      'En estas sesiones una persona voluntaria elige lo que sigue. Puedes decir en la sala lo que te gustaría.',
    VOTE_IS_OVER: () =>
      'La elección ya está hecha por ahora, así que no hay nada que votar. `/estado` cuenta lo que pasa, y puedes sumarte cuando quieras.',
    NOT_IN_ROOM: () =>
      'Elegimos entre quienes están en la sala de voz. Entra, por favor, y pulsa el botón otra vez.',
    NOT_LISTED: () => `Solo reproduzco lo que está en la lista aprobada. ${pickFromList}`,
    NOT_APPROVED: () =>
      `Esta grabación todavía no está aprobada. Elige otra, por favor, o pregunta a la coordinación. ${pickFromList}`,
    REVOKED: () =>
      `Esta grabación ya no está en la lista aprobada. Elige otra, por favor. ${pickFromList}`,
    PERMISSION_ENDED: () =>
      `Nuestro permiso para reproducir esta grabación ha terminado. Elige otra, por favor. ${pickFromList}`,
  },
};

export function trouble({ incidentId }: { readonly incidentId: string }): string {
  return `Algo salió mal por mi parte, no por la tuya; inténtalo de nuevo dentro de un momento, por favor, y si sigue igual, muestra esto a la coordinación: ${incidentId}`;
}
