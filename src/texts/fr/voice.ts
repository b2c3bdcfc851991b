import { createVoice, createVoiceCommands, type VoiceWords } from '../sections/voice.ts';

const words: VoiceWords = {
  names: {
    welcome: 'Les mots d’accueil',
    'begin-soon': 'Une minute avant l’accueil',
    'recording-next': 'Avant un enregistrement',
    silence: 'Avant un silence d’une autre durée',
    'silence-10': 'Avant dix minutes de silence',
    'silence-15': 'Avant quinze minutes de silence',
    'silence-20': 'Avant vingt minutes de silence',
    'silence-end': 'Après un silence',
    choose: 'Quand la salle peut choisir à nouveau',
    resumed: 'Après une perte du son',
    close: 'Les mots de la fin',
  },
  list: 'Voici ce qui est dit pendant nos séances, et avec quelle voix.',
  heard: {
    recorded: 'votre propre enregistrement',
    rhvoice: 'vos propres mots, avec une voix de synthèse',
    flite: 'vos propres mots, avec une voix de synthèse simple',
    shipped: 'tel que je l’apporte',
    none: 'rien n’est dit dans cette langue ; le chat le dit',
  },
  waits: (who) =>
    who === null
      ? 'quelque chose de nouveau attend d’être écouté'
      : `quelque chose de nouveau, de ${who}, attend d’être écouté`,
  faults: {
    FILE: 'le vôtre n’est pas utilisé, car son fichier n’est pas celui qui a été accepté',
    WORDS: 'le vôtre n’est pas utilisé, car il dit d’autres mots que ceux qui sont affichés',
  },
  standings: {
    proposed: 'Ceci attend d’être écouté et accepté ; personne ne l’entend avant dans une séance.',
    own: 'Voici ce que nos séances entendent maintenant.',
    shipped: 'Voici ce que nos séances entendent maintenant, tel que je l’apporte.',
  },
  origins: {
    recorded: 'C’est l’enregistrement d’une personne.',
    rhvoice: 'Une voix de synthèse le dit.',
    flite: 'Une voix de synthèse simple le dit ; merci de bien écouter si chaque mot est clair.',
  },
  setBy: (who) => `Proposé par ${who}.`,
  noWords: 'Aucun mot n’est affiché pour cela dans notre langue.',
  length: (length) => `Durée : ${length}.`,
  pauses: (count) =>
    count === 1
      ? 'Il y a une pause, où il peut se terminer plus tôt si une personne qui enseigne arrive.'
      : `Il y a ${count} pauses, où il peut se terminer plus tôt si une personne qui enseigne arrive.`,
  noPauses:
    'Je n’y ai trouvé aucune pause : il est donc toujours entendu jusqu’au bout, même si une personne qui enseigne arrive entre-temps.',
  attached: 'Le son est joint, exactement comme la salle l’entend.',
  silent: 'Il n’y a pas de son à joindre pour le moment.',
  accept: 'Merci de tout écouter, et de n’accepter que si les mots ci-dessus sont bien dits.',
  needsAnother:
    'Comme vous l’avez proposé, une autre personne de la coordination l’écoute avec `/voix écouter` et l’accepte.',
  waiting: (ahead) =>
    ahead === 1
      ? 'Un autre fichier est préparé d’abord. Je commence juste après.'
      : `${ahead} autres fichiers sont préparés d’abord. Je commence juste après.`,
  taking: 'Je récupère votre enregistrement.',
  speaking: 'Je dis vos mots. Cela prend quelques secondes.',
  preparing: 'Je prépare le son pour la salle.',
  reset: (name) => `Revenir à ce que j’apporte, pour ${name} ?`,
  resetProposed: 'Seul ce qui attend encore d’être écouté serait retiré.',
  resetTo: 'Voici alors les mots :',
  accepted: (name) => `Merci. À partir de maintenant, les séances l’entendent ainsi : ${name}.`,
  wasReset: (name) =>
    `À partir de maintenant, les séances entendent à nouveau ce que j’apporte : ${name}.`,
  leftAlone: 'Rien n’a été changé.',
  refusals: {
    UNKNOWN_SENTENCE:
      'Je ne dis aucune phrase de ce nom. Merci d’en choisir une dans la liste qui s’ouvre.',
    NOTHING_GIVEN:
      'Merci de joindre un enregistrement, ou d’écrire les mots que je dois dire, ou les deux.',
    NO_WORDS: 'Il me faut des mots avec des lettres, pour que l’on puisse lire en même temps.',
    WORDS_NEEDED:
      'Aucun mot n’est encore affiché pour cela dans notre langue : merci d’écrire avec votre enregistrement ce qu’il dit.',
    TOO_MANY_WORDS:
      'Cela fait plus de mots qu’un message n’en contient. Merci de rester sous 1200 caractères.',
    TOO_LONG:
      'C’est plus long que ce que l’on attend : l’accueil peut durer cinq minutes, tout le reste une.',
    NO_ENGINE:
      'Je n’ai pas de voix qui parle assez bien notre langue. Merci d’enregistrer les mots et de les joindre.',
    NOT_RENDERED:
      'Je n’ai pas pu dire ces mots. Merci d’en essayer d’autres, ou de les enregistrer et de les joindre.',
    OWN_PROPOSAL:
      'Vous l’avez proposé, c’est donc une autre personne de la coordination qui l’écoute et l’accepte.',
    NOTHING_PROPOSED: 'Plus rien n’attend d’être écouté ici.',
    NOTHING_OWN: 'C’est déjà dit tel que je l’apporte ; il n’y a rien à annuler.',
    FILE_MISSING:
      'Son fichier a disparu ou n’est pas celui qui a été écouté, alors rien n’a été fait. Merci de le proposer à nouveau.',
    CHANGED:
      'Ceci a changé depuis que vous l’avez écouté, alors rien n’a été fait. Merci de l’écouter à nouveau.',
  },
  buttons: {
    accept: 'J’ai écouté, accepter',
    reset: 'Revenir à ce que Bellkeeper apporte',
    leave: 'Laisser comme c’est',
  },
  unused: {
    FILE: (name) =>
      `Votre enregistrement ou vos mots ne sont pas utilisés pour ${name}, car le fichier a disparu ou n’est pas celui qui a été accepté. On entend à la place ce que j’apporte ; merci de le proposer à nouveau.`,
    WORDS: (name) =>
      `Votre enregistrement ou vos mots ne sont pas utilisés pour ${name}, car ils disent autre chose que ce qui est affiché maintenant. On entend à la place ce que j’apporte ; merci de le proposer à nouveau.`,
  },
};

export const voice = createVoice(words);

export const voiceCommands = createVoiceCommands(words, {
  group: {
    name: 'voix',
    description: 'Ce que les séances entendent, avec vos mots ou votre voix (coordination)',
  },
  set: { name: 'définir', description: 'Donner à une phrase votre enregistrement ou vos mots' },
  preview: {
    name: 'écouter',
    description: 'Écouter une phrase, et accepter ce qui attend de l’être',
  },
  reset: { name: 'rétablir', description: 'Revenir à ce que Bellkeeper apporte' },
  list: { name: 'liste', description: 'Tout ce qui est dit, et avec quelle voix' },
  sentence: { name: 'phrase', description: 'Laquelle' },
  recording: {
    name: 'enregistrement',
    description: 'Votre enregistrement : mp3, m4a, wav, flac, ogg ou webm',
  },
  words: { name: 'mots', description: 'Ce qu’il dit ; sans cela, les mots restent tels quels' },
});
