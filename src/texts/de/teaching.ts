import { discordTime, userMention } from '../discord-format.ts';
import { createMine, createTeachingPlan, peopleLine, placed } from '../sections/teaching.ts';
import type { TeachingTexts } from '../teaching-texts.ts';
import { mentions, sessionWithStart } from './announcements.ts';
import { time } from './time.ts';

export const teaching: TeachingTexts = {
  askAssigned: ({ userId, stage, ...session }) =>
    stage === '24h'
      ? `${userMention(userId)}, du bist eingeteilt für ${sessionWithStart(session)}. Bist du da?`
      : `${userMention(userId)}, du bist eingeteilt für ${sessionWithStart(session)}, ${discordTime(session.startsAtMs, 'R')}. Bist du da? Ich frage jetzt auch andere, damit der Raum jemanden hat; wer zuerst zusagt, leitet an.`,
  remind: ({ userId, stage, ...session }) =>
    stage === '24h'
      ? `${userMention(userId)}, du leitest ${sessionWithStart(session)} an. Danke dir. Ist etwas dazwischengekommen, sagt es mir der Knopf, und ich suche jemand anderen.`
      : `${userMention(userId)}, du leitest ${sessionWithStart(session)} an, ${discordTime(session.startsAtMs, 'R')}. Danke dir. Ist etwas dazwischengekommen, sagt es mir der Knopf.`,
  ask: ({ userId, untilMs, ...session }) => {
    const next =
      untilMs === null
        ? ''
        : ` Um ${discordTime(untilMs, 't')} frage ich noch jemand anderen; auch ein späteres Ja ist willkommen, solange niemand zugesagt hat.`;
    return `${userMention(userId)}, für ${sessionWithStart(session)} hat noch niemand zugesagt. Könntest du anleiten?${next}`;
  },
  comes: ({ userId, ...session }) =>
    `${userMention(userId)} leitet ${sessionWithStart(session)} an. Danke dir. Kommt etwas dazwischen, sagt es mir der Knopf.`,
  cantCome: ({ userId, ...session }) =>
    `Danke für deine Nachricht, ${userMention(userId)}. Ich suche jemand anderen für ${sessionWithStart(session)}.`,
  taken: ({ userId, byId, ...session }) =>
    `${userMention(byId)} leitet ${sessionWithStart(session)} an. Danke dir, ${userMention(userId)}; es ist nichts mehr zu tun.`,
  released: ({ userId, ...session }) =>
    `${userMention(userId)}, die Koordination hat ${sessionWithStart(session)} anders geplant, du hast dann frei. Danke dir.`,
  cancelled: ({ userId, ...session }) =>
    `${userMention(userId)}, ${sessionWithStart(session)} findet nicht statt. Danke, dass du zugesagt hattest.`,
  moved: ({ userId, ...session }) =>
    `${userMention(userId)}, ein Termin, für den du zugesagt hattest, ist verlegt: Er ist jetzt ${sessionWithStart(session)}. Bist du da?`,

  nobody: ({ silentIds, declinedIds, ...session }) =>
    `Für ${sessionWithStart(session)} hat noch niemand zugesagt; Beginn ist ${discordTime(session.startsAtMs, 'R')}.${peopleLine(silentIds, mentions, (names) => `Gefragt, noch ohne Antwort: ${names}.`)}${peopleLine(declinedIds, mentions, (names) => `Verhindert: ${names}.`)}\nKommt niemand zum Anleiten, lese ich die Begrüßung vor, und der Raum übt von da an gemeinsam.`,
  plan: createTeachingPlan(
    {
      title: 'Wer anleitet, in den nächsten vier Wochen',
      none: 'Es ist kein Termin geplant.',
      counts: ({ all, covered, asked, open }) =>
        `${all} ${all === 1 ? 'Termin' : 'Termine'}: ${covered} besetzt, ${asked} angefragt, ${open} offen.`,
      timesOf: (place) => `Die Zeiten sind die von ${place}.`,
      week: (day) => `Ab ${day}:`,
      allCovered: ({ symbol, all }) =>
        all === 1 ? `${symbol} besetzt` : `${symbol} alle ${all} besetzt`,
      someCovered: ({ covered, all }) => `${covered} von ${all} besetzt`,
      more: (leftOut) => `Und ${leftOut} weitere Zeilen.`,
    },
    time,
  ),
  assigned: ({ userId, isAskedNow, ...session }) =>
    `${userMention(userId)} ist eingeteilt für ${sessionWithStart(session)}. ${isAskedNow ? 'Ich frage jetzt nach, ob das passt.' : 'Einen Tag und zwei Stunden vorher frage ich nach, ob das passt.'}`,
  unassigned: ({ userId, ...session }) =>
    `${userMention(userId)} ist nicht mehr eingeteilt für ${sessionWithStart(session)}. Ab einem Tag vorher frage ich die anderen.`,
  added: ({ userId }) =>
    `${userMention(userId)} leitet von jetzt an mit an: Ich frage nach, wenn ein Termin jemanden braucht. Die eigene Zeitzone lässt sich mit \`/mein\` angeben.`,
  removed: ({ userId }) => `Ich frage ${userMention(userId)} nicht mehr, einen Termin anzuleiten.`,
  notATeacher: ({ userId }) =>
    `${userMention(userId)} gehört nicht zu denen, die ich frage, ob sie anleiten.`,

  mine: createMine(
    {
      head: 'Das sind deine Termine, und offene, die du übernehmen könntest. Die Zeiten sind deine eigenen.',
      part: {
        confirmed: 'du leitest an. Danke dir.',
        assigned: 'du bist eingeteilt. Bist du da?',
        asked: 'ich habe dich gefragt. Könntest du anleiten?',
        open: 'noch leitet niemand an.',
      },
      more: (leftOut) => `Und ${leftOut} weitere danach.`,
    },
    sessionWithStart,
  ),
  noneMine: () =>
    'In den nächsten vier Wochen bist du für keinen Termin eingeteilt, und jeder hat jemanden.',
  notTeaching: () =>
    'Ich kenne dich noch nicht als Lehrperson. Die Koordination kann dich hinzufügen.',
  saidYes: (session) => `Danke dir. Du leitest ${sessionWithStart(session)} an.`,
  saidNo: (session) =>
    `Danke für deine Nachricht. Ich suche jemand anderen für ${sessionWithStart(session)}.`,
  notNow: {
    OVER: (session) => `${sessionWithStart(session)} ist vorbei. Danke dir trotzdem.`,
    TAKEN: ({ byId, ...session }) =>
      byId === null
        ? `Für ${sessionWithStart(session)} war jemand einen Moment schneller. Danke für dein Angebot.`
        : `Für ${sessionWithStart(session)} ist schon ${userMention(byId)} da. Danke für dein Angebot; ändert sich das, frage ich dich.`,
    MOVED: (session) =>
      `Dieser Termin ist inzwischen verlegt: Er ist jetzt ${sessionWithStart(session)}. Deine Antwort galt der früheren Zeit; unter deinen Terminen kannst du für die neue antworten.`,
    NOT_A_TEACHER: (session) =>
      `Diese Frage war für jemand anderen. Möchtest du ${sessionWithStart(session)} anleiten, kann die Koordination dich hinzufügen.`,
    NOT_ASSIGNED: (session) =>
      `Diese Person ist für ${sessionWithStart(session)} nicht eingeteilt. Es hat sich nichts geändert.`,
    CANCELLED: (session) => `${sessionWithStart(session)} findet nicht statt. Danke dir.`,
  },

  labels: {
    come: ({ place }) => placed(place, 'Ich bin da'),
    cantCome: ({ place }) => placed(place, 'Ich kann nicht'),
    take: ({ place }) => placed(place, 'Das übernehme ich'),
  },
  commands: {
    teaching: {
      name: 'anleiten',
      description: 'Die Termine, die du anleitest, und offene, die du übernehmen könntest',
    },
    teachers: { name: 'lehrende', description: 'Wer welchen Termin anleitet (Koordination)' },
    'teachers assign': {
      name: 'einteilen',
      description: 'Jemanden für einen Termin einteilen',
      options: {
        session: {
          name: 'termin',
          description: 'Tippe ein paar Buchstaben und wähle einen Termin',
        },
        teacher: { name: 'person', description: 'Wer es anleitet' },
      },
    },
    'teachers unassign': {
      name: 'austragen',
      description: 'Jemanden von einem Termin nehmen; dann werden die anderen gefragt',
      options: {
        session: {
          name: 'termin',
          description: 'Tippe ein paar Buchstaben und wähle einen Termin',
        },
        teacher: { name: 'person', description: 'Wer es doch nicht anleitet' },
      },
    },
    'teachers add': {
      name: 'hinzufügen',
      description: 'Diese Person fragen, wenn ein Termin jemanden braucht',
      options: { teacher: { name: 'person', description: 'Wer gefragt werden darf' } },
    },
    'teachers remove': {
      name: 'entfernen',
      description: 'Diese Person nicht mehr fragen',
      options: { teacher: { name: 'person', description: 'Wer nicht mehr gefragt wird' } },
    },
    'teachers plan': {
      name: 'plan',
      description: 'Welche Termine der nächsten vier Wochen besetzt sind, und welche offen',
    },
  },
};
