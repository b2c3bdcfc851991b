import { discordTime, userMention } from '../discord-format.ts';
import { createMine, createTeachingPlan, peopleLine, placed } from '../sections/teaching.ts';
import type { TeachingTexts } from '../teaching-texts.ts';
import { mentions, sessionWithStart } from './announcements.ts';
import { time } from './time.ts';

export const teaching: TeachingTexts = {
  askAssigned: ({ userId, stage, ...session }) =>
    stage === '24h'
      ? `${userMention(userId)}, il est prévu que vous guidiez ${sessionWithStart(session)}. Serez-vous là ?`
      : `${userMention(userId)}, il est prévu que vous guidiez ${sessionWithStart(session)}, ${discordTime(session.startsAtMs, 'R')}. Serez-vous là ? Je demande maintenant aussi à d’autres, pour que la salle ait quelqu’un ; la première personne qui dit oui guidera.`,
  remind: ({ userId, stage, ...session }) =>
    stage === '24h'
      ? `${userMention(userId)}, vous guidez ${sessionWithStart(session)}. Merci. En cas d’empêchement, le bouton me prévient et je cherche quelqu’un d’autre.`
      : `${userMention(userId)}, vous guidez ${sessionWithStart(session)}, ${discordTime(session.startsAtMs, 'R')}. Merci. En cas d’empêchement, le bouton me prévient.`,
  ask: ({ userId, untilMs, ...session }) => {
    const next =
      untilMs === null
        ? ''
        : ` À ${discordTime(untilMs, 't')}, je demanderai aussi à quelqu’un d’autre ; un oui plus tard reste bienvenu tant que la place est libre.`;
    return `${userMention(userId)}, personne ne guide encore ${sessionWithStart(session)}. Pourriez-vous le faire ?${next}`;
  },
  comes: ({ userId, ...session }) =>
    `${userMention(userId)} guide ${sessionWithStart(session)}. Merci. En cas d’empêchement, le bouton me prévient.`,
  cantCome: ({ userId, ...session }) =>
    `Merci de m’avoir prévenu, ${userMention(userId)}. Je cherche quelqu’un d’autre pour ${sessionWithStart(session)}.`,
  taken: ({ userId, byId, ...session }) =>
    `${userMention(byId)} guide ${sessionWithStart(session)}. Merci, ${userMention(userId)} ; il n’y a plus rien à faire.`,
  released: ({ userId, ...session }) =>
    `${userMention(userId)}, la coordination a prévu autrement ${sessionWithStart(session)}, et ce moment est libre pour vous. Merci.`,
  cancelled: ({ userId, ...session }) =>
    `${userMention(userId)}, ${sessionWithStart(session)} n’aura pas lieu. Merci d’avoir dit oui.`,
  moved: ({ userId, ...session }) =>
    `${userMention(userId)}, une séance pour laquelle vous aviez dit oui a changé d’heure : c’est maintenant ${sessionWithStart(session)}. Serez-vous là ?`,

  nobody: ({ silentIds, declinedIds, ...session }) =>
    `Personne n’a encore confirmé pour guider ${sessionWithStart(session)} ; elle commence ${discordTime(session.startsAtMs, 'R')}.${peopleLine(silentIds, mentions, (names) => `La question est posée, sans réponse pour l’instant : ${names}.`)}${peopleLine(declinedIds, mentions, (names) => `Ne peuvent pas venir : ${names}.`)}\nSi personne ne vient guider, je lis les mots de bienvenue, et la salle pratique ensemble à partir de là.`,
  plan: createTeachingPlan(
    {
      title: 'Qui guide, dans les quatre prochaines semaines',
      none: 'Aucune séance n’est prévue.',
      counts: ({ all, covered, asked, open }) =>
        `${all === 1 ? '1 séance' : `${all} séances`} : ${covered} avec quelqu’un, ${asked} en attente, ${open} libres.`,
      timesOf: (place) => `Les heures sont celles de ${place}.`,
      week: (day) => `À partir du ${day} :`,
      allCovered: ({ symbol, all }) =>
        all === 1 ? `${symbol} avec quelqu’un` : `${symbol} les ${all} avec quelqu’un`,
      someCovered: ({ covered, all }) => `${covered} sur ${all} avec quelqu’un`,
      more: (leftOut) => `Et ${leftOut} lignes de plus.`,
    },
    time,
  ),
  assigned: ({ userId, isAskedNow, ...session }) =>
    `${userMention(userId)} est sur ${sessionWithStart(session)}. ${isAskedNow ? 'Je lui demande maintenant si cela convient.' : 'Un jour avant et deux heures avant, je lui demande si cela convient.'}`,
  unassigned: ({ userId, ...session }) =>
    `${userMention(userId)} n’est plus sur ${sessionWithStart(session)}. À partir d’un jour avant, je demande aux autres.`,
  added: ({ userId }) =>
    `${userMention(userId)} guide désormais : je lui demande quand une séance a besoin de quelqu’un. Son fuseau horaire s’indique avec \`/moi\`.`,
  removed: ({ userId }) => `Je ne demande plus à ${userMention(userId)} de guider.`,
  notATeacher: ({ userId }) =>
    `${userMention(userId)} ne fait pas partie des personnes à qui je demande de guider.`,

  mine: createMine(
    {
      head: 'Voici vos séances, et celles encore libres que vous pourriez prendre. Les heures sont les vôtres.',
      part: {
        confirmed: 'vous guidez. Merci.',
        assigned: 'il est prévu que vous guidiez. Serez-vous là ?',
        asked: 'je vous ai posé la question. Pourriez-vous guider ?',
        open: 'personne ne guide encore.',
      },
      more: (leftOut) => `Et ${leftOut} de plus ensuite.`,
    },
    sessionWithStart,
  ),
  noneMine: () =>
    'Aucune séance ne vous revient dans les quatre prochaines semaines, et chacune a quelqu’un.',
  notTeaching: () =>
    'Je ne sais pas encore que vous guidez des séances. La coordination peut vous ajouter.',
  saidYes: (session) => `Merci. Vous guidez ${sessionWithStart(session)}.`,
  saidNo: (session) =>
    `Merci de m’avoir prévenu. Je cherche quelqu’un d’autre pour ${sessionWithStart(session)}.`,
  notNow: {
    OVER: (session) => `${sessionWithStart(session)} est terminée. Merci tout de même.`,
    TAKEN: ({ byId, ...session }) =>
      byId === null
        ? `Quelqu’un a répondu juste avant pour ${sessionWithStart(session)}. Merci de l’avoir proposé.`
        : `${userMention(byId)} est déjà sur ${sessionWithStart(session)}. Merci de l’avoir proposé ; si cela change, je vous le demanderai.`,
    MOVED: (session) =>
      `Entre-temps, cette séance a changé d’heure : c’est maintenant ${sessionWithStart(session)}. Votre réponse concernait l’heure d’avant ; parmi vos séances, vous pouvez répondre pour la nouvelle.`,
    NOT_A_TEACHER: (session) =>
      `Cette question était pour quelqu’un d’autre. Si vous aimeriez guider ${sessionWithStart(session)}, la coordination peut vous ajouter.`,
    NOT_ASSIGNED: (session) =>
      `Cette personne n’est pas sur ${sessionWithStart(session)}. Rien n’a changé.`,
    CANCELLED: (session) => `${sessionWithStart(session)} n’a pas lieu. Merci.`,
  },

  labels: {
    come: ({ place }) => placed(place, 'Je serai là'),
    cantCome: ({ place }) => placed(place, 'Je ne peux pas venir'),
    take: ({ place }) => placed(place, 'Je peux la prendre'),
  },
  commands: {
    teaching: {
      name: 'guider',
      description: 'Les séances que vous guidez, et celles que vous pourriez prendre',
    },
    teachers: { name: 'guides', description: 'Qui guide quelle séance (coordination)' },
    'teachers assign': {
      name: 'attribuer',
      description: 'Mettre quelqu’un sur une séance',
      options: {
        session: { name: 'séance', description: 'Tapez quelques lettres et choisissez une séance' },
        teacher: { name: 'personne', description: 'Qui la guide' },
      },
    },
    'teachers unassign': {
      name: 'retirer',
      description: 'Retirer quelqu’un d’une séance ; les autres reçoivent alors la question',
      options: {
        session: { name: 'séance', description: 'Tapez quelques lettres et choisissez une séance' },
        teacher: { name: 'personne', description: 'Qui ne la guide finalement pas' },
      },
    },
    'teachers add': {
      name: 'ajouter',
      description: 'Demander à cette personne quand une séance a besoin de quelqu’un',
      options: { teacher: { name: 'personne', description: 'À qui on peut demander' } },
    },
    'teachers remove': {
      name: 'enlever',
      description: 'Ne plus demander à cette personne',
      options: { teacher: { name: 'personne', description: 'À qui on ne demande plus' } },
    },
    'teachers plan': {
      name: 'plan',
      description:
        'Quelles séances des quatre prochaines semaines ont quelqu’un, et lesquelles non',
    },
  },
};
