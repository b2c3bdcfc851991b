import { createEvents } from '../sections/events.ts';

export const events = createEvents({
  howToJoin:
    'Para participar, entra en la sala de voz de este evento cuando empiece. Ven como estés, escucha o siéntate en silencio, y vete cuando quieras.',
  allTimes: 'Todos los horarios, y lo que ha cambiado:',
  mayNotKeep:
    'No puedo poner las sesiones en la lista de eventos de este servidor: me falta el permiso Crear eventos. Ajustes del servidor, Roles, Bellkeeper, Crear eventos. Las sesiones y los avisos siguen como siempre, y vuelvo a mirar cada hora.',
});
