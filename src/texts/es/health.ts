import { discordTime } from '../discord-format.ts';
import type { HealthTexts } from '../health-texts.ts';

const trouble: HealthTexts['trouble'] = {
  STARTING: () => 'Bellkeeper está arrancando, o espera hasta poder conectar con Discord.',
  GATEWAY_AWAY: () => 'Falta la conexión con Discord. Vuelve por sí sola.',
  STORE_CORRUPTED: () =>
    'La base de datos está dañada. Se puede restaurar la copia de seguridad más reciente.',
  STORE_DISK_FULL: () =>
    'El disco está lleno y no se puede anotar nada. Cuando haya espacio, todo sigue por sí solo.',
  STORE_READ_ONLY: () =>
    'No se puede escribir en la carpeta de datos. Bellkeeper necesita permiso para escribir allí.',
  STORE_LOCKED: () =>
    'Otro programa ocupa la base de datos. Cuando la suelte, todo sigue por sí solo.',
  STORE_DISK_FAILED: () =>
    'El disco falla al leer o al escribir. El registro del sistema dice más; quizá haga falta otro disco.',
  SOUND_AWAY: () => 'La parte que produce el sonido se ha detenido y está arrancando de nuevo.',
  CLOCK_WRONG: () =>
    'El reloj de la máquina no va bien. Bellkeeper se guía por el de Discord; ayuda ajustarlo por la red.',
  OUTBOX_BEHIND: () => 'Hay mensajes pendientes que esperan desde hace más de un minuto.',
  PREFLIGHT_FAILED: () =>
    'La última revisión antes de una sesión encontró algo que arreglar; la coordinación sabe qué.',
};

export const health: HealthTexts = {
  trouble,
  incident: ({ incidentId }) => `El registro dice más con el código \`${incidentId}\`.`,
  heading: () => '**Lo que estorba ahora mismo:**',
  line: ({ trouble: name, sinceMs }) => `- ${trouble[name]()} (desde ${discordTime(sinceMs, 'f')})`,
};
