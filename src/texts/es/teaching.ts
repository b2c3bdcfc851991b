import { discordTime, userMention } from '../discord-format.ts';
import { createMine, createTeachingPlan, peopleLine, placed } from '../sections/teaching.ts';
import type { TeachingTexts } from '../teaching-texts.ts';
import { mentions, sessionWithStart } from './announcements.ts';
import { time } from './time.ts';

export const teaching: TeachingTexts = {
  askAssigned: ({ userId, stage, ...session }) =>
    stage === '24h'
      ? `${userMention(userId)}, te toca enseñar en ${sessionWithStart(session)}. ¿Podrás estar?`
      : `${userMention(userId)}, te toca enseñar en ${sessionWithStart(session)}, ${discordTime(session.startsAtMs, 'R')}. ¿Podrás estar? Ahora pregunto también a otras personas, para que la sala tenga a alguien; enseña quien diga que sí primero.`,
  remind: ({ userId, stage, ...session }) =>
    stage === '24h'
      ? `${userMention(userId)}, enseñas en ${sessionWithStart(session)}. Gracias. Si te ha surgido algo, el botón me avisa y busco a otra persona.`
      : `${userMention(userId)}, enseñas en ${sessionWithStart(session)}, ${discordTime(session.startsAtMs, 'R')}. Gracias. Si te ha surgido algo, el botón me avisa.`,
  ask: ({ userId, untilMs, ...session }) => {
    const next =
      untilMs === null
        ? ''
        : ` A las ${discordTime(untilMs, 't')} pregunto también a otra persona; un sí más tarde también viene bien, mientras siga libre.`;
    return `${userMention(userId)}, todavía nadie enseña en ${sessionWithStart(session)}. ¿Podrías hacerlo?${next}`;
  },
  comes: ({ userId, ...session }) =>
    `${userMention(userId)} enseña en ${sessionWithStart(session)}. Gracias. Si surge algo, el botón me avisa.`,
  cantCome: ({ userId, ...session }) =>
    `Gracias por avisarme, ${userMention(userId)}. Busco a otra persona para ${sessionWithStart(session)}.`,
  taken: ({ userId, byId, ...session }) =>
    `${userMention(byId)} enseña en ${sessionWithStart(session)}. Gracias, ${userMention(userId)}; no hay que hacer nada más.`,
  released: ({ userId, ...session }) =>
    `${userMention(userId)}, la coordinación ha organizado de otra manera ${sessionWithStart(session)}, así que tienes ese rato libre. Gracias.`,
  cancelled: ({ userId, ...session }) =>
    `${userMention(userId)}, ${sessionWithStart(session)} no tendrá lugar. Gracias por haber dicho que sí.`,
  moved: ({ userId, ...session }) =>
    `${userMention(userId)}, una sesión a la que habías dicho que sí ha cambiado de hora: ahora es ${sessionWithStart(session)}. ¿Podrás estar?`,

  nobody: ({ silentIds, declinedIds, ...session }) =>
    `Nadie ha confirmado todavía que enseña en ${sessionWithStart(session)}; empieza ${discordTime(session.startsAtMs, 'R')}.${peopleLine(silentIds, mentions, (names) => `Con la pregunta, aún sin respuesta: ${names}.`)}${peopleLine(declinedIds, mentions, (names) => `No pueden venir: ${names}.`)}\nSi no viene nadie a enseñar, leo la bienvenida y la sala practica en compañía a partir de ahí.`,
  plan: createTeachingPlan(
    {
      title: 'Quién enseña en las próximas cuatro semanas',
      none: 'No hay ninguna sesión prevista.',
      counts: ({ all, covered, asked, open }) =>
        `${all === 1 ? '1 sesión' : `${all} sesiones`}: ${covered} con alguien, ${asked} por responder, ${open} libres.`,
      timesOf: (place) => `Las horas son las de ${place}.`,
      week: (day) => `Desde el ${day}:`,
      allCovered: ({ symbol, all }) =>
        all === 1 ? `${symbol} con alguien` : `${symbol} las ${all} con alguien`,
      someCovered: ({ covered, all }) => `${covered} de ${all} con alguien`,
      more: (leftOut) => `Y ${leftOut} líneas más.`,
    },
    time,
  ),
  assigned: ({ userId, isAskedNow, ...session }) =>
    `${userMention(userId)} enseña en ${sessionWithStart(session)}. ${isAskedNow ? 'Le pregunto ahora si puede venir.' : 'Un día antes y dos horas antes le pregunto si puede venir.'}`,
  unassigned: ({ userId, ...session }) =>
    `${userMention(userId)} ya no está en ${sessionWithStart(session)}. Desde un día antes pregunto a las demás personas.`,
  added: ({ userId }) =>
    `${userMention(userId)} enseña desde ahora: le pregunto cuando una sesión necesita a alguien. Puede indicar su zona horaria con \`/mi\`.`,
  removed: ({ userId }) => `Ya no pregunto a ${userMention(userId)} si puede enseñar.`,
  notATeacher: ({ userId }) =>
    `${userMention(userId)} no está entre las personas a las que pregunto si pueden enseñar.`,

  mine: createMine(
    {
      head: 'Estas son tus sesiones, y las libres que podrías tomar. Las horas son las tuyas.',
      part: {
        confirmed: 'enseñas. Gracias.',
        assigned: 'te toca enseñar. ¿Podrás estar?',
        asked: 'te he preguntado. ¿Podrías enseñar?',
        open: 'todavía nadie enseña en ella.',
      },
      more: (leftOut) => `Y ${leftOut} más después de estas.`,
    },
    sessionWithStart,
  ),
  noneMine: () =>
    'No te toca ninguna sesión en las próximas cuatro semanas, y en todas hay alguien.',
  notTeaching: () => 'Todavía no sé que enseñas. La coordinación puede añadirte.',
  saidYes: (session) => `Gracias. Enseñas en ${sessionWithStart(session)}.`,
  saidNo: (session) =>
    `Gracias por avisarme. Busco a otra persona para ${sessionWithStart(session)}.`,
  notNow: {
    OVER: (session) => `${sessionWithStart(session)} ya terminó. Gracias de todos modos.`,
    TAKEN: ({ byId, ...session }) =>
      byId === null
        ? `Otra persona se adelantó un instante para ${sessionWithStart(session)}. Gracias por ofrecerte.`
        : `En ${sessionWithStart(session)} ya está ${userMention(byId)}. Gracias por ofrecerte; si cambia, te pregunto.`,
    MOVED: (session) =>
      `Mientras tanto esta sesión ha cambiado de hora: ahora es ${sessionWithStart(session)}. Tu respuesta era para la hora anterior; entre tus sesiones puedes responder para la nueva.`,
    NOT_A_TEACHER: (session) =>
      `Esta pregunta era para otra persona. Si te gustaría enseñar en ${sessionWithStart(session)}, la coordinación puede añadirte.`,
    NOT_ASSIGNED: (session) =>
      `Esa persona no está en ${sessionWithStart(session)}. No se ha cambiado nada.`,
    CANCELLED: (session) => `${sessionWithStart(session)} no tendrá lugar. Gracias.`,
  },

  labels: {
    come: ({ place }) => placed(place, 'Ahí estaré'),
    cantCome: ({ place }) => placed(place, 'No puedo ir'),
    take: ({ place }) => placed(place, 'Yo puedo con esta'),
  },
  commands: {
    teaching: {
      name: 'enseñar',
      description: 'Las sesiones en las que enseñas y las libres que podrías tomar',
    },
    teachers: { name: 'docentes', description: 'Quién enseña en cada sesión (coordinación)' },
    'teachers assign': {
      name: 'asignar',
      description: 'Poner a alguien en una sesión',
      options: {
        session: { name: 'sesión', description: 'Escribe unas letras y elige una sesión' },
        teacher: { name: 'persona', description: 'Quién enseña en ella' },
      },
    },
    'teachers unassign': {
      name: 'retirar',
      description: 'Quitar a alguien de una sesión; entonces se pregunta a las demás personas',
      options: {
        session: { name: 'sesión', description: 'Escribe unas letras y elige una sesión' },
        teacher: { name: 'persona', description: 'Quién al final no enseña en ella' },
      },
    },
    'teachers add': {
      name: 'añadir',
      description: 'Preguntar a esta persona cuando una sesión necesite a alguien',
      options: { teacher: { name: 'persona', description: 'A quién se puede preguntar' } },
    },
    'teachers remove': {
      name: 'quitar',
      description: 'No preguntar más a esta persona',
      options: { teacher: { name: 'persona', description: 'A quién ya no se pregunta' } },
    },
    'teachers plan': {
      name: 'plan',
      description: 'Qué sesiones de las próximas cuatro semanas tienen a alguien y cuáles no',
    },
  },
};
