import { createRecordingInWords, createRoom, type RoomWords } from '../sections/room.ts';
import { counted, time } from './time.ts';

const words: RoomWords = {
  noticeOfWelcome: (atTime) =>
    `Personne n’a encore pu venir guider la séance. À ${atTime}, je lirai notre mot d’accueil, puis nous pourrons rester ensemble en silence ou écouter un enregistrement approuvé. Si vous préférez attendre encore un peu, une personne bénévole peut repousser ce moment avec le bouton ci-dessous.`,
  noticeOfChoice: (atTime) =>
    `Personne ne guide la séance en ce moment. À ${atTime}, nous pourrons choisir à nouveau : un enregistrement approuvé, ou le silence ensemble. Une personne bénévole peut repousser ce moment avec le bouton ci-dessous.`,
  held: (untilTime) =>
    `Une personne bénévole a demandé un peu plus de patience. J’attends jusqu’à ${untilTime} avant de commencer.`,
  whatNow: 'Que souhaitez-vous faire maintenant ?',
  chooseHere:
    'Une personne bénévole peut choisir ci-dessous : un enregistrement approuvé, ou le silence ensemble.',
  voteHere:
    'Chaque personne présente dans le salon vocal a une voix : choisissez ci-dessous ce que vous aimeriez faire. Vous pouvez changer d’avis jusqu’à la fin du temps de choix. Ce que choisit une personne bénévole commence sans attendre.',
  noHurry: 'Rien ne presse.',
  recordingFollows: (byThen) =>
    `Si personne n’a choisi ${byThen}, je commence par un enregistrement approuvé.`,
  silenceFollows: (byThen) => `Si personne n’a choisi ${byThen}, nous restons en silence.`,
  goodbyeFollows: (byThen) =>
    `Si personne n’a choisi ${byThen}, nous nous arrêtons là pour aujourd’hui.`,
  soonAfterWelcome: 'dans les deux minutes qui suivent le mot d’accueil',
  by: (time) => `d’ici à ${time}`,
  translation: '**En français (traduction) :**',
  recordingBy: ({ title, speaker, length }) => `${title}, par ${speaker}, ${length}`,
  playing: (recording) => `Nous écoutons ${recording}.`,
  playingByDefault: (recording) => `Personne n’a choisi, alors je commence par ${recording}.`,
  sitting: ({ minutes, untilTime }) =>
    `Nous restons en silence pendant ${counted(minutes, 'minute')}. Une cloche ouvre ce temps, et une cloche le referme à ${untilTime}.`,
  sittingByDefault: ({ minutes, untilTime }) =>
    `Personne n’a choisi, alors nous restons en silence pendant ${counted(minutes, 'minute')}. Une cloche ouvre ce temps, et une cloche le referme à ${untilTime}.`,
  chosenByRoom: ({ voices, ofVoices }) => `La salle l’a choisi : ${voices} voix sur ${ofVoices}.`,
  freeToLeave: 'Vous pouvez rester, et vous pouvez partir à tout moment.',
  stopped:
    'Le son est arrêté. Rien ne reprend tout seul ; une personne bénévole peut choisir la suite ci-dessous.',
  teacherCame:
    'Quelqu’un est là pour guider la séance, et la salle est à cette personne. Merci à chacun pour votre patience.',
  teacherOffer:
    'Quelqu’un est arrivé pour guider la séance. Nous continuons comme maintenant ; quand cela vous conviendra, le bouton ci-dessous vous confie la salle.',
  wentOnWhereWeWere: 'J’ai perdu le son un instant. Nous reprenons là où nous en étions.',
  wentOnAt: (minute) => `J’ai perdu le son un instant. Nous reprenons à la minute ${minute}.`,
  noSound:
    'Il se peut que vous ne m’entendiez pas en ce moment. J’ai prévenu la coordination et je continue d’essayer. En attendant, vous pouvez rester ensemble en silence, ou partir et prendre soin de vous.',
  unavailable:
    'Cet enregistrement ne peut pas être entendu pour l’instant. Une personne bénévole peut en choisir un autre ci-dessous, ou le silence.',
  withdrawn:
    'Cet enregistrement ne peut plus être diffusé ici, je l’ai donc laissé s’éteindre en douceur. Ce n’est la faute de personne. Merci de votre patience ; choisissons de nouveau ensemble.',
  closed: 'Notre séance se termine ici. Merci de votre présence. Prenez bien soin de vous.',
  pausing:
    'Je dois m’interrompre un instant, et je reprendrai ici à mon retour. En attendant, vous pouvez rester ensemble en silence, ou partir et prendre soin de vous.',
  cancelled:
    'Cette séance est annulée, et nous en sommes désolés. Le bouton ci-dessous montre les prochaines.',
};

export const recordingInWords = createRecordingInWords(words, time);
export const room = createRoom(words, time);
