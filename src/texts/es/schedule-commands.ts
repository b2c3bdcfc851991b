import type { CommandTexts, OptionWords } from '../texts.ts';

/** What a series is made of; of one that is changed, only what is filled in. */
const ofSeries: Readonly<Record<string, OptionWords>> = {
  when: {
    name: 'cuándo',
    description:
      'En inglés: Mon, Wed, Fri 7:00 · every other Sunday 16:30 · first Saturday 9am · o cron',
  },
  minutes: { name: 'minutos', description: 'Cuánto dura una sesión' },
  room: { name: 'sala', description: 'El canal de voz' },
  announce: { name: 'anuncios', description: 'El canal de texto para los recordatorios' },
  from: { name: 'desde', description: 'El primer día, por ejemplo 2026-12-01' },
  zone: { name: 'zona', description: 'La zona horaria, por ejemplo America/Los_Angeles' },
  reminders: { name: 'recordatorios', description: 'Cuánto antes, por ejemplo 24h, 1h, 10m' },
  description: { name: 'descripción', description: 'Una o dos frases sobre ella' },
  'teacher-changes': { name: 'cambios-de-guía', description: 'Avisar cuando guía otra persona' },
  vote: { name: 'votación', description: 'Si la gente de la sala puede votar lo que sigue' },
};

const series: OptionWords = { name: 'serie', description: 'Escribe unas letras y elígela' };
const session: OptionWords = { name: 'sesión', description: 'Escribe unas letras y elígela' };

/** `/schedule` and what stands under it. */
export const scheduleCommands: CommandTexts = {
  schedule: {
    name: 'horario',
    description: 'El horario (coordinación)',
  },
  'schedule add': {
    name: 'añadir',
    description: 'Poner una serie nueva en el horario',
    options: {
      name: {
        name: 'nombre',
        description: 'Lo que la gente lee, por ejemplo Práctica de la mañana',
      },
      ...ofSeries,
    },
  },
  'schedule edit': {
    name: 'editar',
    description: 'Cambiar una serie: solo lo que rellenes',
    options: {
      series,
      name: { name: 'nombre', description: 'El nombre nuevo' },
      ...ofSeries,
    },
  },
  'schedule pause': {
    name: 'pausar',
    description: 'Sin sesiones de una serie hasta que la reanudes',
    options: {
      series,
    },
  },
  'schedule resume': {
    name: 'reanudar',
    description: 'Hacer que una serie en pausa continúe',
    options: {
      series,
    },
  },
  'schedule remove': {
    name: 'quitar',
    description: 'Sacar una serie del horario',
    options: {
      series,
    },
  },
  'schedule list': {
    name: 'lista',
    description: 'Todas las series y cuándo se reúnen',
  },
  'schedule cancel': {
    name: 'cancelar',
    description: 'Cancelar una sesión',
    options: {
      session,
    },
  },
  'schedule move': {
    name: 'mover',
    description: 'Mover una sesión a otra hora',
    options: {
      session,
      to: { name: 'a', description: 'La hora nueva: 8:30, Thu 8:00 o 3 Dec 8am' },
      minutes: { name: 'minutos', description: 'Cuánto dura una sesión' },
    },
  },
  'schedule add-once': {
    name: 'añadir-una',
    description: 'Añadir una sesión suelta a una serie',
    options: {
      series,
      at: { name: 'hora', description: 'La hora: Thu 8:00, 3 Dec 8am o 2026-12-03 08:00' },
    },
  },
  'schedule undo': {
    name: 'deshacer',
    description: 'Deshacer el último cambio del horario',
  },
};
