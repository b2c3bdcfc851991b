import type { PageTexts } from '../page-texts.ts';

export const page: PageTexts = {
  languageName: () => 'Français',
  languages: () => 'Langues',

  title: ({ communityName }) => `Séances de pratique de ${communityName}`,
  summary: ({ communityName }) =>
    `Les séances de ${communityName} des quatre prochaines semaines, à votre heure, et comment y participer. Soyez les bienvenus.`,
  skipToSessions: () => 'Aller aux séances',
  heading: () => 'Séances de pratique',
  intro: () => 'Nous pratiquons ensemble en ligne, et vous êtes les bienvenus.',
  ahead: () => 'Voici les séances des quatre prochaines semaines.',
  timesOfTimetable: ({ place }) => `Les heures indiquées sont celles de ${place}.`,
  timesOfVisitor: ({ place, timetable }) =>
    `Les heures indiquées sont les vôtres, celles de ${place}. L’heure de ${timetable} figure à côté.`,
  timesAreTheSame: ({ place }) =>
    `Les heures indiquées sont les vôtres, les mêmes que celles de ${place}.`,
  timeIn: ({ time, place }) => `${time} à ${place}`,
  room: ({ roomName }) => `dans le salon ${roomName}`,
  cancelled: () => 'Annulée : cette séance n’aura pas lieu.',
  moved: () => 'Déplacée : ce n’est pas son heure habituelle.',
  now: () => 'Elle a lieu en ce moment.',
  empty: () =>
    'Aucune séance n’est prévue pour les quatre prochaines semaines. Les nouvelles paraîtront ici et dans le calendrier.',

  joinHeading: () => 'Comment participer',
  joinOpen: () => 'Ouvrez notre communauté sur Discord quelques minutes avant le début.',
  joinRoom: () =>
    'Choisissez le salon vocal indiqué à côté de la séance. La caméra n’est pas nécessaire, et le micro peut rester coupé.',
  joinFreely: () => 'Venez comme vous êtes. Vous pouvez partir quand vous le souhaitez.',
  joinLink: () => 'Nous rejoindre sur Discord',
  noTeacherHeading: () => 'Si personne ne peut guider la séance',
  noTeacher: () =>
    'Vous ne restez pas sans compagnie : notre compagnon Bellkeeper lit un mot d’accueil à voix haute, puis nous nous asseyons ensemble en silence ou écoutons un enregistrement approuvé.',
  calendarHeading: () => 'Dans votre calendrier',
  calendar: () =>
    'Abonnez-vous une fois, et toutes les séances figurent dans votre calendrier, à votre heure. Ce qui est déplacé ou annulé y change tout seul.',
  calendarLink: () => 'S’abonner à toutes les séances',
  calendarAddress: () => 'Si votre calendrier demande une adresse, la voici :',
  oneSeries: () => 'S’abonner à une seule série',
  privacy: () => 'Cette page n’utilise pas de cookies et ne garde aucune trace des visites.',

  notReadyHeading: () => 'Un instant, s’il vous plaît',
  notReady: () =>
    'Le programme n’est pas encore prêt. Revenez sur cette page dans une demi-minute.',
  notFoundHeading: () => 'Il n’y a rien à cette adresse',
  notFound: () =>
    'Il y manque peut-être une lettre, ou les séances dont elle parlait sont arrivées à leur terme.',
  notAllowedHeading: () => 'Cette adresse ne peut qu’être lue',
  notAllowed: () => 'Rien ne peut lui être envoyé.',
  backToSessions: () => 'Voir les prochaines séances',

  feedName: ({ communityName }) => `Séances de pratique, ${communityName}`,
  feedNameOfSeries: ({ seriesName, communityName }) => `${seriesName}, ${communityName}`,
  feedCancelled: ({ seriesName }) => `Annulée : ${seriesName}`,
  feedMoved: () => 'Cette séance n’a pas lieu à son heure habituelle.',
  feedJoin: ({ roomName }) =>
    `Pour participer, ouvrez notre communauté sur Discord et choisissez le salon vocal ${roomName}. La caméra n’est pas nécessaire, et le micro peut rester coupé.`,
};
