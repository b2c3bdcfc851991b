import { createPanel, type PanelWords } from '../sections/panel.ts';
import { time } from './time.ts';

const words: PanelWords = {
  intensity: (note) => `Intensité : ${note}`,
  credit: (credit) => `Crédit : ${credit}`,
  moreOfIt: (link) => `Pour aller plus loin : ${link}`,
  beginsSoon: 'Cela commence dans un instant.',
  endsAt: ({ time: at, relative, about }) =>
    `Cela se termine à ${at} (${relative}) ; il reste ${about}.`,
  bellIn: ({ relative, about }) => `Il reste ${about} ; la cloche sonne ${relative}.`,
  paused: (about) =>
    `Le son est absent un instant ; il reprend de lui-même là où il était. Il reste ${about}.`,
  theRecording: 'l’enregistrement',
  recordingOver: {
    complete: (title) => `${title} est terminé.`,
    stopped: (title) => `${title} a été arrêté par une personne bénévole.`,
    replaced: (title) => `${title} a laissé la place à autre chose.`,
    withdrawn: (title) => `${title} ne peut plus être diffusé ici et s’est éteint doucement.`,
    handedOver: (title) =>
      `${title} est terminé, et la salle est à la personne qui guide la séance.`,
    sessionOver: (title) => `${title} s’est terminé avec notre séance.`,
    roomEmpty: (title) => `${title} est terminé, car tout le monde était parti.`,
    unheard: (title) => `${title} n’a pas pu être entendu jusqu’au bout.`,
  },
  sittingOver: {
    complete: 'Notre moment de silence est terminé.',
    stopped: 'Une personne bénévole a mis fin à notre moment de silence.',
    replaced: 'Notre moment de silence a laissé la place à autre chose.',
    withdrawn: 'Notre moment de silence est terminé.',
    handedOver:
      'Notre moment de silence est terminé, et la salle est à la personne qui guide la séance.',
    sessionOver: 'Notre moment de silence s’est terminé avec notre séance.',
    roomEmpty: 'Notre moment de silence est terminé, car tout le monde était parti.',
    unheard: 'Notre moment de silence est terminé.',
  },
  until: ({ what, wallTime }) => `${what}, jusqu’à ${wallTime}`,
  silenceTogether: 'Silence ensemble',
  mayNotSetStatus:
    'Je ne peux pas montrer sous le nom du salon vocal ce qui passe : il me manque la permission « Définir le statut du salon vocal ». Paramètres du serveur, Rôles, Bellkeeper, « Définir le statut du salon vocal ». Tout le reste continue comme d’habitude ; le message dans la discussion de la salle dit ce qui passe.',
  playsNow: ({ title, about }) => `Nous écoutons ${title} ; il reste ${about}.`,
  playsSoon: (title) => `${title} commence dans un instant.`,
  playsPaused: ({ title, about }) =>
    `Nous écoutons ${title} ; il reste ${about}. Le son est absent un instant et revient de lui-même.`,
  sitsNow: (about) =>
    `Nous sommes ensemble en silence ; il reste ${about}, puis une cloche sonne la fin.`,
  welcomingNow:
    'Je lis notre mot de bienvenue. Dans un instant, la salle choisit la suite : un enregistrement, ou le silence ensemble.',
  choosingNow:
    'Dans un instant, la salle choisit la suite : un enregistrement, ou le silence ensemble.',
  youAreWelcome:
    'Bienvenue. Écoutez ou restez en silence avec nous ; vous pouvez aller et venir comme vous voulez.',
  comeIn: (room) =>
    `Vous pouvez nous rejoindre dans ${room} à tout moment. Écoutez ou restez en silence avec nous ; vous pouvez aller et venir comme vous voulez.`,
  another:
    'Que souhaitez-vous à la place ? Dès que vous aurez choisi, ce qui passe maintenant s’éteindra doucement, et votre choix commencera.',
  nothingElseFits:
    'Rien d’autre ne tient dans le temps qui reste. Ce qui passe maintenant continue ; le bouton d’arrêt y met fin.',
  transcriptOf: (title) => `Les mots de ${title} :`,
  transcriptAsFile: (title) =>
    `Les mots de ${title} sont dans le fichier texte ci-dessous ; ils sont trop longs pour un message.`,
  noTranscript:
    'Personne n’a encore écrit les mots de cet enregistrement. Vous pouvez les demander à la coordination.',
  nextPage: ({ page, pages }) => `Lire la suite, page ${page} sur ${pages}`,
};

export const panel = createPanel(words, time);
