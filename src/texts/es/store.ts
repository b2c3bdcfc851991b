import { discordTime } from '../discord-format.ts';
import type { StoreTexts } from '../store-texts.ts';

export const store: StoreTexts = {
  couldNotSave: () =>
    'En este momento no puedo guardar nada, así que no ha cambiado nada. Vuelve a intentarlo en unos minutos, por favor. Las personas que coordinan ya saben qué hacer.',
  troubles: {
    DISK_FULL: () =>
      'No puedo guardar nada: el disco en el que escribo está lleno. Pide, por favor, a quien administra Bellkeeper que libere espacio. Lo que suena ahora continúa, no se pierde nada de lo que he confirmado y sigo sin ayuda en cuanto haya sitio.',
    READ_ONLY: () =>
      'No puedo guardar nada: ya no tengo permiso para escribir en mi carpeta. Pide, por favor, a quien administra Bellkeeper que me devuelva ese permiso. Lo que suena ahora continúa y no se pierde nada de lo que he confirmado.',
    LOCKED: () =>
      'No puedo guardar nada: otro programa tiene ocupado el archivo en el que lo guardo todo. Pide, por favor, a quien administra Bellkeeper que lo cierre. Lo que suena ahora continúa, no se pierde nada de lo que he confirmado y después sigo sin ayuda.',
    DISK_FAILED: () =>
      'No puedo guardar nada: el disco en el que escribo no responde como debería. Pide, por favor, a quien administra Bellkeeper que lo revise pronto y que antes haga una copia de mi carpeta.',
    CORRUPTED: () =>
      'El archivo en el que lo guardo todo está dañado. Ya no escribo nada en él, para que nada empeore, y no puede empezar ninguna sesión nueva. Pide, por favor, a quien administra Bellkeeper que me detenga, que guarde una copia de mi carpeta y que recupere la copia de seguridad más reciente: el capítulo «Backups» de mi manual explica cómo.',
  },
  isBack: ({ sinceMs }) =>
    `Ya puedo guardar de nuevo. Desde las ${discordTime(sinceMs, 't')} no podía; lo que se me pidió entretanto no se hizo y se puede volver a pedir.`,
  restored: ({ backupAtMs, restoredAtMs }) =>
    `Lo que guardo se recuperó de una copia de seguridad del ${discordTime(backupAtMs, 'f')}, y sigo con eso desde el ${discordTime(restoredAtMs, 'f')}. Lo que se cambió entretanto no está ahí: revisa, por favor, \`/horario lista\` y pide a la gente que mire a qué se apuntó. Antes de publicar miro en los canales, para no decir nada dos veces.`,
  noBackup: () =>
    'No he podido hacer la copia de seguridad de hoy de lo que guardo. Pregunta, por favor, a quien administra Bellkeeper si queda sitio en el disco y si puedo escribir en mi carpeta. Todo lo demás continúa.',
};
