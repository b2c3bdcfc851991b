import { createNotices } from '../sections/notices.ts';
import { createSchedule } from '../sections/schedule.ts';
import { time } from './time.ts';

export const schedule = createSchedule({
  time,
  locale: 'fr',
  weekdays: { 1: 'lun.', 2: 'mar.', 3: 'mer.', 4: 'jeu.', 5: 'ven.', 6: 'sam.', 7: 'dim.' },
  rule: {
    daily: 'Tous les jours',
    everyOtherDay: 'Un jour sur deux',
    everyOther: (days) => `${days}, une semaine sur deux`,
    everyNWeeks: (days, weeks) => `${days}, toutes les ${weeks} semaines`,
    nth: {
      '1': 'premier',
      '2': 'deuxième',
      '3': 'troisième',
      '4': 'quatrième',
      '5': 'cinquième',
      '-1': 'dernier',
    },
    nthDay: (nth, day) => `${nth} ${day} du mois`,
    monthDays: (days) => `Le ${days} du mois`,
    once: (date) => `Une fois, le ${date}`,
    other: 'Selon une règle particulière',
    at: (days, times, city) => `${days} à ${times} à ${city}`,
  },
  signedUp: (count) => {
    if (count === 0) return 'Personne n’est inscrit.';
    return count === 1 ? 'Une personne est inscrite.' : `${count} personnes sont inscrites.`;
  },
  preview: {
    ask: {
      addSeries: ({ name }) => `Ajouter ${name} ?`,
      editSeries: ({ name }) => `Modifier ${name} ?`,
      pauseSeries: ({ name }) =>
        `Mettre ${name} en pause ? Il n’y aura pas de séance jusqu’à la reprise.`,
      resumeSeries: ({ name }) => `Reprendre ${name} ?`,
      removeSeries: ({ name }) => `Retirer ${name} avec toutes ses séances ?`,
      cancelSession: ({ session }) => `Annuler une séance ? ${session}`,
      restoreSession: ({ session }) => `Maintenir finalement cette séance ? ${session}`,
      addSession: ({ session }) => `Ajouter une séance ? ${session}`,
      dropSession: ({ session }) => `Retirer de nouveau cette séance ? ${session}`,
      moveSession: ({ session, to }) => `Déplacer une séance ? ${session} commencerait le ${to}`,
    },
    undoes: 'Ceci annule la dernière modification.',
    lengthAndRoom: (length, room) => `${length}, dans ${room}.`,
    next: 'Les prochaines séances seraient :',
    none: 'Aucune séance n’est prévue.',
    cancelled: 'annulée',
    told: 'Elles seront prévenues dans la minute.',
    untold: 'Rien ne change pour elles, elles ne sont donc pas prévenues.',
    shifted: (at) =>
      `Les horloges sautent cette heure une fois : ce jour-là, la séance commence le ${at}.`,
    fields: {
      name: 'le nom',
      rule: 'les jours et les heures',
      durationMs: 'la durée',
      room: 'la salle',
      announce: 'le lieu des annonces',
      graceMs: 'le temps d’attente de la personne qui guide',
      remindersMs: 'les rappels',
      teacherIds: 'qui guide',
      ifNobodyChooses: 'ce qui se passe si personne ne choisit',
      description: 'la description',
      tellsTeacherChanges: 'l’annonce d’un changement de guide',
      participantsVote: 'le choix de ce qui suit le mot d’accueil',
    },
    changes: (fields) => `Ce qui change : ${fields}.`,
  },
  done: {
    addSeries: ({ name }) => `${name} est dans le programme.`,
    editSeries: ({ name }) => `${name} est modifié.`,
    pauseSeries: ({ name }) => `${name} est en pause.`,
    resumeSeries: ({ name }) => `${name} reprend.`,
    removeSeries: ({ name }) =>
      `${name} n’est plus dans le programme. \`/programme défaire\` le rétablit.`,
    cancelSession: ({ session }) => `Annulée : ${session}.`,
    restoreSession: ({ session }) => `La séance a finalement lieu : ${session}.`,
    addSession: ({ session }) => `Ajoutée : ${session}.`,
    dropSession: ({ session }) => `Retirée de nouveau : ${session}.`,
    moveSession: ({ name, to }) => `Déplacée : ${name} commence désormais le ${to}.`,
  },
  doneTold: (count) => `${count} Elles seront prévenues dans la minute.`,
  discarded: 'Rien n’a été modifié.',
  list: {
    head: '**Le programme**',
    paused: 'En pause.',
    votes: 'La salle vote pour ce qui suit le mot d’accueil.',
    next: (at) => `Prochaine : ${at}.`,
    more: (count) =>
      count === 1
        ? 'Une autre n’est pas affichée ici.'
        : `${count} autres ne sont pas affichées ici.`,
    none: 'Le programme est encore vide. `/programme ajouter` y met la première série.',
  },
  buttons: { confirmDraft: 'Confirmer', discardDraft: 'Retour' },
  refusal: {
    UNKNOWN_SERIES: () =>
      'Je ne connais pas cette série. Choisissez-en une dans la liste qui apparaît pendant la saisie.',
    UNKNOWN_SESSION: () =>
      'Je ne connais pas cette séance. Choisissez-en une dans la liste qui apparaît pendant la saisie.',
    SERIES_ID_TAKEN: ({ name }) =>
      `Il existe déjà une série nommée ${name}. Donnez un autre nom à celle-ci ou modifiez l’autre avec \`/programme modifier\`.`,
    ALREADY_CANCELLED: () => 'Cette séance est déjà annulée.',
    ALREADY_PAUSED: () => 'Cette série est déjà en pause. `/programme reprendre` la reprend.',
    NOT_PAUSED: () => 'Cette série n’est pas en pause.',
    NOTHING_CHANGES: () => 'C’est déjà ainsi, il n’y a rien à modifier.',
    SERIES_IS_PAUSED: () =>
      'Cette série est en pause. Reprenez-la d’abord avec `/programme reprendre`.',
    SESSION_HAS_BEGUN: () =>
      'Cette séance a commencé ou est terminée, elle ne peut plus être modifiée.',
    STARTS_IN_PAST: ({ at }) => `Ce serait dans le passé : ${at}. Écrivez une heure plus tardive.`,
    TOO_LONG: ({ hours }) =>
      `Une séance peut durer jusqu’à ${hours} heures. Écrivez moins de minutes.`,
    NO_SESSIONS_AHEAD: () =>
      'Ces jours et heures ne donnent aucune séance dans les deux prochaines années. Écrivez d’autres jours.',
    ROOM_OVERLAP: ({ name, other, room, at }) =>
      `Deux séances auraient lieu en même temps dans ${room} : ${name} et ${other}, d’abord le ${at}. Choisissez une autre heure, une durée plus courte ou une autre salle.`,
    UNKNOWN_ROOM: ({ written }) =>
      `Je ne trouve pas de salon vocal nommé ${written}. Vérifiez l’orthographe ou laissez-moi voir ce salon.`,
    UNKNOWN_ANNOUNCE: ({ written }) =>
      `Je ne trouve pas de salon textuel nommé ${written}. Vérifiez l’orthographe ou laissez-moi voir ce salon.`,
    NOTHING_TO_UNDO: () => 'Il n’y a aucune modification à annuler.',
    UNDO_TOO_LATE: () =>
      'La dernière modification ne peut plus être annulée : il y a eu un autre changement depuis, ou la séance a commencé.',
    DRAFT_IS_OLD: () =>
      'Cet aperçu est ancien, ou le programme a changé depuis. Merci d’utiliser la commande de nouveau.',
    MOMENT_UNREADABLE: ({ found, write }) =>
      `Je ne peux pas lire ${found} comme une date et une heure. Écrivez-le ainsi : ${write}`,
    MOMENT_TIME_UNCLEAR: ({ found, write }) =>
      `Dans ${found}, je ne sais pas s’il s’agit du matin ou du soir. Écrivez 7:00, 7am ou 7pm, par exemple : ${write}`,
    MOMENT_NO_SUCH_DATE: ({ found }) => `Ce jour n’existe pas dans le calendrier : ${found}.`,
    MOMENT_IN_GAP: ({ at, found }) =>
      `Ce jour-là les horloges avancent, et ${found} n’existe pas. Le même moment après le saut est le ${at}. Écrivez cette heure ou une autre.`,
    WHEN: ({ found, write }) =>
      `Je ne peux pas lire ${found} comme des jours et des heures. Écrivez-le ainsi (en anglais) : ${write}`,
    WHEN_UNCLEAR: ({ found, write }) =>
      `Dans ${found}, je ne sais pas s’il s’agit du matin ou du soir. Écrivez 7:00, 7am ou 7pm, par exemple : ${write}`,
    WHEN_DIFFER: ({ write }) =>
      `Des jours différents à des heures différentes demandent une série chacun. Pour la première : ${write}`,
    WHEN_DATE: ({ write }) =>
      `Une date seule s’ajoute à une série avec \`/programme ajouter-une\`. Pour des jours qui reviennent, écrivez par exemple : ${write}`,
    CRON: ({ found }) =>
      `Je ne peux pas utiliser ${found}. Écrivez les jours en mots, par exemple : Mon, Wed, Fri 07:00`,
    UNKNOWN_ZONE: ({ found, write }) =>
      `Je ne connais pas de fuseau horaire nommé ${found}. Vouliez-vous dire ${write} ?`,
    REMINDERS_UNREADABLE: ({ found }) =>
      `Je ne peux pas lire ${found} comme des rappels. Écrivez-les ainsi : 24h, 1h, 10m`,
    NO_SUCH_DATE: ({ found }) =>
      `Ce jour n’existe pas dans le calendrier : ${found}. Écrivez-le ainsi : 2026-12-01`,
    NAME_EMPTY: () => 'Une série a besoin d’un nom lisible.',
  },
});

export const notices = createNotices({
  time,
  locale: 'fr',
  rule: schedule.rule,
  head: '**Un changement dans notre programme**',
  more: (count) =>
    count === 1
      ? 'Un autre changement est dans `/séances`.'
      : `${count} autres changements sont dans \`/séances\`.`,
  cancelled: (session) => `${session} n’aura pas lieu. Nous sommes désolés de ce changement.`,
  back: (session) => `${session} a finalement lieu.`,
  added: (session) => `Il y a une séance de plus : ${session}.`,
  paused: (name) => `${name} est en pause pour le moment. Nous écrirons à la reprise.`,
  removed: (name) => `${name} est terminée et n’a plus de séances. Merci d’être venus.`,
  resumed: (name) => `${name} reprend.`,
  moved: (name, from, to) =>
    `${name} est déplacée. C’était le ${from} ; la séance commence maintenant le ${to}.`,
  length: (session, length) => `${session} dure désormais ${length}.`,
  newTime: (name, rule) => `${name} a de nouveaux horaires : ${rule}.`,
  newRoom: (name, room) => `${name} se réunit désormais dans ${room}.`,
  newLength: (name, length) => `${name} dure désormais ${length}.`,
  teacher: (session, who) => `${session} : ${who}`,
  nextIs: (at) => `La prochaine séance est le ${at}.`,
  teaches: (names) => `${names} guidera.`,
  teacherIsAsked: 'nous cherchons une autre personne pour guider.',
  changeMention: 'Il s’agit d’une séance à laquelle vous êtes inscrit·e.',
  clocks:
    '**Les horloges changent bientôt**\nNos séances gardent leur heure à Los Angeles. Dans certains pays le changement d’heure a lieu d’autres jours, et une séance peut y commencer à une autre heure. Si cela vous concerne, c’est écrit dans le fil ci-dessous.',
  shiftHead: (city) => `À ${city}, l’heure change pour vous :`,
  shift: (name, old, now, from) => `${name} : ${now} au lieu de ${old}, à partir du ${from}`,
  until: (until) => ` jusqu’au ${until}`,
  dayBefore: 'la veille',
  dayAfter: 'le lendemain',
});
