import { createStatus, type StatusWords } from '../sections/status.ts';
import { mentions } from './announcements.ts';
import { inWords, time } from './time.ts';

const words: StatusWords = {
  labels: {
    now: 'Maintenant',
    expected: 'On attend',
    seen: 'Dans la salle',
    why: 'Pourquoi',
    next: 'Ensuite',
    log: 'Ce qui s’est passé',
  },
  now: {
    upcoming: 'La séance n’a pas commencé.',
    waitingForFirst: 'J’attends que la première personne arrive.',
    waitingForTeacher: 'J’attends quelqu’un pour guider la séance.',
    led: 'Quelqu’un guide la séance.',
    welcoming: 'Je lis le mot d’accueil.',
    choosing: 'La salle choisit entre un enregistrement et le silence.',
    playing: (title) => `Nous écoutons « ${title} ».`,
    playingUntitled: 'Nous écoutons un enregistrement approuvé.',
    sitting: 'Nous sommes ensemble en silence.',
    closing: 'Je dis au revoir.',
    ended: {
      completed: 'La séance est terminée.',
      led: 'Quelqu’un a guidé la séance, et elle est terminée.',
      nobodyCame: 'La séance est terminée ; la salle est restée vide.',
      timeOver: 'La séance est terminée ; son temps était écoulé.',
      missed: 'La séance est terminée ; je n’étais pas là pendant qu’elle avait lieu.',
    },
    cancelled: 'La séance a été annulée.',
  },
  expectedByRole: 'Toute personne qui a le rôle pour guider.',
  seen: {
    unknown: 'Je ne vois pas la salle en ce moment.',
    nobody: 'Personne pour l’instant.',
    people: (count) => (count === 1 ? 'une personne' : `${inWords(count)} personnes`),
    teachers: (count) =>
      count === 1 ? 'une personne qui guide' : `${inWords(count)} personnes qui guident`,
    noTeacher: (people) => `${people}, et personne encore pour guider.`,
    both: (teachers, people) => `${teachers} et ${people}.`,
  },
  why: {
    started: 'Il était l’heure de commencer la séance.',
    teacherIsHere: 'Quelqu’un est venu guider, alors j’ai fait silence.',
    teacherLeft: 'La personne qui guidait a quitté la salle, alors j’ai recommencé à attendre.',
    teacherOffered:
      'Quelqu’un est venu guider pendant la pratique, alors j’ai proposé de confier la salle.',
    tookOver: 'Une personne qui guide a pris la salle en main.',
    noticeDue: 'Il y avait du monde et personne pour guider, alors j’ai annoncé la suite.',
    held: 'Une personne bénévole a demandé un peu plus de patience.',
    graceOver:
      'Personne n’est venu guider pendant le temps d’attente, alors j’ai continué sans attendre.',
    welcomeAsked: 'Une personne bénévole a demandé le mot d’accueil.',
    welcomeHeard: 'Le mot d’accueil avait été lu.',
    chosen: 'Une personne bénévole a choisi la suite.',
    voted: 'La salle l’a choisi par un vote.',
    nobodyChose: 'Personne n’avait choisi à temps, alors j’ai continué comme prévu.',
    practiceOver: 'La pratique est arrivée à sa fin.',
    stopped: 'Une personne bénévole a arrêté le son.',
    roomEmpty:
      'Tout le monde avait quitté la salle, alors je l’ai quittée aussi et j’attends la prochaine personne.',
    timeOver: 'Le temps de la séance était écoulé.',
    closed: 'Nous nous étions dit au revoir.',
    soundLate:
      'Je n’avais plus de nouvelles du son depuis un moment, alors j’ai continué sans lui.',
    soundFault: 'Le son n’a pas pu être entendu.',
    withdrawn: 'Ce qui était diffusé ne peut plus être entendu, et s’est donc arrêté.',
    pausing: 'J’ai dû m’interrompre un instant.',
    resumed: 'Après une interruption, j’ai repris là où nous en étions.',
    cancelled: 'La coordination a annulé la séance.',
  },
  whyUntouched: 'Ce n’est pas encore l’heure.',
  next: {
    upcoming: (at) => `Elle commence à ${at}.`,
    waitingForFirst:
      'Quand quelqu’un viendra, et si personne n’est là à temps pour guider, j’annoncerai la suite.',
    welcomeAt: (at) => `Si personne ne vient guider, je lis le mot d’accueil vers ${at}.`,
    choiceAt: (at) => `Si personne ne vient guider, nous pourrons choisir à nouveau vers ${at}.`,
    led: (grace) =>
      `Je garde le silence. S’il n’y a personne dans la salle pour guider, j’attends ${grace}, puis j’annonce la suite.`,
    welcoming:
      'Après le mot d’accueil, il y a deux minutes pour choisir un enregistrement ou le silence.',
    welcomingChosen: 'Ce qui a été choisi commence dès que le mot d’accueil a été lu.',
    recordingAt: (at) => `Si personne ne choisit, un enregistrement approuvé commence à ${at}.`,
    silenceAt: (at) => `Si personne ne choisit, un temps de silence commence à ${at}.`,
    goodbyeAt: (at) => `Si personne ne choisit, nous nous disons au revoir à ${at}.`,
    waitsForChoice: 'J’attends qu’une personne bénévole choisisse.',
    playing: (endsAt) =>
      `À la fin, nous choisirons à nouveau s’il reste assez de temps. La séance se termine à ${endsAt}.`,
    sitting: (at) => `Une cloche referme le silence à ${at}.`,
    closing: 'Je quitte la salle dans un instant.',
    over: 'Rien de plus.',
  },
};

export const status = createStatus(words, { time, mentions });
