import { createIngest, type IngestWords } from '../sections/ingest.ts';
import { recording } from './recording.ts';

const words: IngestWords = {
  waiting: (title, ahead) =>
    `**Votre tour vient après ${ahead === 1 ? 'un autre enregistrement' : `${ahead} autres enregistrements`}.** Je les prépare un à un, puis ce sera ${title}.`,
  taking: (title, percent) => `Je vais chercher ${title} chez Discord (${percent} %).`,
  lookingUp: (title) => `Je regarde la page de ${title}.`,
  preparing: (title, percent) =>
    `Je prépare ${title} (${percent} %). Vous pouvez faire autre chose entre-temps.`,
  added: (title, length) => `${title} est prêt. Sa durée est de ${length}.`,
  louder: (decibels) =>
    `Je l’ai rendu plus fort de ${decibels} dB, pour qu’il s’entende comme les autres.`,
  softer: (decibels) =>
    `Je l’ai rendu plus doux de ${decibels} dB, pour qu’il s’entende comme les autres.`,
  asLoud: 'Il s’entendait déjà comme les autres.',
  staysSofter: 'Il reste tout de même un peu plus doux, car un passage fort ne permet pas plus.',
  next: 'Personne ne peut encore le choisir : une autre personne de la coordination peut maintenant l’écouter et l’approuver avec `/enregistrement approuver`.',
  alreadyThere: (title, standing) =>
    `Cet enregistrement est déjà là : ${title} (${standing}). Rien n’a été ajouté.`,
  restored: (title, standing) =>
    `Cet enregistrement est déjà sur la liste : ${title} (${standing}). Son fichier préparé était perdu, il est de nouveau là.`,
  standings: {
    approved: 'approuvé',
    proposed: 'attend une approbation',
    needsReview: 'à regarder de nouveau',
    revoked: 'retiré',
  },
  addedPage: (title, length) =>
    `${title} est proposé. Sa durée est de ${length} ; il s’écoute depuis sa page sur SoundCloud, aussi fort que là-bas.`,
  noFile: {
    NO_PAGE:
      'Merci de joindre le fichier de l’enregistrement. Sans lui, il me faut au moins sa page sur SoundCloud.',
    OFF: 'Merci de joindre le fichier de l’enregistrement. Ici, je ne diffuse rien depuis SoundCloud.',
  },
  lengths: (page, file) =>
    `La page indique ${page} et le fichier dure ${file}, ce ne peut donc pas être le même enregistrement. Merci de regarder lequel des deux est le bon. Rien n’a été ajouté.`,
  later: (title) => `Il s’agit de ${title}, que quelqu’un a remis il y a un moment.`,
  notPlain: 'Merci d’écrire chaque indication sur une ligne, avec 300 caractères au plus.',
  checking: (done, total) => `Je regarde les enregistrements (${done} sur ${total}).`,
  allInOrder: (total) =>
    total === 1
      ? 'Le seul enregistrement est en ordre.'
      : `Les ${total} enregistrements sont en ordre.`,
  notInOrder: (total) => `J’ai regardé ${total} enregistrements. Tout est en ordre sauf ceci :`,
  more: (leftOut) => `Et ${leftOut} de plus.`,
  fileStates: {
    missing: (title) =>
      `${title} : son fichier manque, il ne peut donc pas être joué. Ajoutez-le de nouveau depuis le fichier d’origine, puis approuvez-le de nouveau.`,
    changed: (title) =>
      `${title} : son fichier n’est pas celui qui a été approuvé, il n’est donc pas joué. Ajoutez-le de nouveau depuis le fichier d’origine, puis approuvez-le de nouveau.`,
    unreadable: (title) =>
      `${title} : son fichier ne peut pas être lu. Merci de le dire à la personne qui s’occupe de la machine.`,
  },
  permissions: {
    over: (title, day) =>
      `${title} : son autorisation a pris fin le ${day}, il n’est donc pas joué.`,
    ending: (title, day) => `${title} : son autorisation prend fin le ${day}.`,
  },
  prepareFaults: {
    FFMPEG_MISSING:
      'Les enregistrements sont préparés par un programme appelé ffmpeg, qui n’est pas sur la machine où je tourne. La personne qui s’en occupe peut l’installer (Debian et Ubuntu : apt install ffmpeg ; l’image Docker le contient ; macOS : brew install ffmpeg ; Windows : winget install ffmpeg), ou indiquer dans mes réglages où il se trouve. Tout le reste fonctionne sans lui.',
    NAME: 'Le nom de ce fichier contient des caractères qui ne peuvent pas être montrés, ou mène à un autre dossier. Donnez-lui un nom en lettres simples, puis ajoutez-le de nouveau.',
    FILE_MISSING:
      'Ce fichier n’existe pas, ou c’est un dossier, ou il ne peut pas être lu. Regardez son nom et son emplacement.',
    EMPTY:
      'Ce fichier est vide. Demandez-le de nouveau : quelque chose s’est mal passé pendant la copie.',
    TOO_LARGE:
      'Ce fichier dépasse 500 mégaoctets. Enregistrez-le en mp3 ou en flac, qui sont plus petits.',
    NOT_AUDIO:
      'Ce n’est pas un fichier de son, quoi qu’en dise son nom. Je prends mp3, m4a, wav, flac, Ogg et WebM.',
    PLAYLIST:
      'C’est une liste qui renvoie à d’autres fichiers ou adresses, et elle ne contient pas de son. Ajoutez l’enregistrement auquel elle renvoie.',
    VIDEO:
      'C’est une vidéo. Enregistrez son audio dans un fichier à part, par exemple en mp3, et ajoutez celui-là.',
    DRM: 'Ce fichier est protégé et ne se lit que là où il a été acheté. Demandez à la personne qui parle un fichier sans protection.',
    FORMAT:
      'C’est une sorte de fichier de son que je ne prends pas. Enregistrez-le en mp3, m4a, wav, flac, Ogg ou WebM.',
    TRUNCATED: 'La fin de ce fichier manque. Copiez-le ou téléchargez-le de nouveau.',
    DAMAGED:
      'Des parties de ce fichier ne peuvent pas être lues. Copiez-le ou téléchargez-le de nouveau, ou demandez une autre copie.',
    TOO_LONG:
      'Cet enregistrement dure plus de deux heures. Coupez-le en parties et ajoutez chacune d’elles.',
    TOO_MANY_CHANNELS:
      'Cet enregistrement a plus de deux canaux. Enregistrez-le en stéréo ou en mono.',
    SAMPLE_RATE:
      'Sa fréquence d’échantillonnage est inférieure à 8 ou supérieure à 96 kHz. Enregistrez-le en 44,1 ou 48 kHz.',
    SILENT: 'Il n’y a rien à entendre dans cet enregistrement. Regardez si c’est le bon.',
    SOURCE_CHANGED:
      'Le fichier a été modifié pendant que je le préparais. Attendez qu’il soit complet, puis ajoutez-le de nouveau.',
    TIMEOUT:
      'Préparer ce fichier prenait beaucoup trop de temps, j’ai donc arrêté. Enregistrez-le en mp3 et ajoutez celui-là.',
    STOPPED: 'Arrêté. Rien n’a été ajouté.',
    NOT_STORED:
      'Le fichier préparé n’a pas pu être écrit. Regardez si le disque est plein et si ce compte peut écrire dans le dossier.',
    NOT_VERIFIED:
      'Ce qui est sorti n’a pas la même durée que ce qui est entré, je ne le garde donc pas. Enregistrez-le en wav et ajoutez celui-là.',
  },
  downloadFaults: {
    HOST: 'Ce fichier n’est pas chez Discord, ou Discord m’a envoyé ailleurs, et je ne vais chercher de fichiers nulle part ailleurs. Joignez-le de nouveau à la commande.',
    GONE: 'Discord n’a plus ce fichier. Joignez-le de nouveau à la commande.',
    TOO_LARGE:
      'Plus de 500 mégaoctets sont arrivés, j’ai donc arrêté. Enregistrez-le en mp3 ou en flac, qui sont plus petits.',
    TIMEOUT:
      'Le fichier n’arrivait plus, ou prenait plus de dix minutes, j’ai donc arrêté. Joignez-le de nouveau un peu plus tard.',
    NETWORK: 'Le fichier n’est pas arrivé entier. Joignez-le de nouveau un peu plus tard.',
    NOT_STORED:
      'Le fichier n’a pas pu être gardé le temps d’y travailler. La personne qui s’occupe de la machine peut regarder si son disque est plein.',
    STOPPED:
      'On m’a arrêté avant que le fichier n’arrive. Rien n’a été ajouté ; merci de l’ajouter de nouveau.',
  },
  pageFaults: {
    BAD_ADDRESS:
      'Je n’ai pas pu lire cette adresse. Copiez-la depuis le navigateur : https://soundcloud.com/, le compte et l’enregistrement.',
    NOT_HTTPS: 'L’adresse de la page commence par https://. Copiez-la depuis le navigateur.',
    OTHER_SITE:
      'Cette page n’est pas sur soundcloud.com. Pour toute autre page, il y a l’option du lien.',
    PLAYLIST: 'C’est une liste d’enregistrements. Donnez la page d’un seul enregistrement.',
    USER_PAGE: 'C’est la page d’un compte. Donnez la page d’un seul enregistrement.',
    SECRET_LINK:
      'C’est une adresse privée, qui sert de clé, je ne la garde donc pas. Donnez l’adresse publique, ou laissez-la de côté.',
    SHORT_LINK:
      'C’est un lien court, qui peut mener n’importe où. Ouvrez-le et copiez l’adresse entière depuis le navigateur.',
    CLOSED:
      'SoundCloud ne montre pas cette page à tout le monde. Rendez-la publique là-bas, ou laissez-la de côté.',
    ELSEWHERE: 'Cette page mène à un endroit qui n’est pas SoundCloud, je me suis donc arrêté là.',
    CRASHED:
      'Je n’ai pas pu regarder la page : le programme qui interroge SoundCloud s’est interrompu. Essayez un peu plus tard, ou laissez la page de côté.',
    WRONG_ACCOUNT:
      'Cette page appartient à un autre compte que celui de votre communauté. Regardez si c’est la bonne.',
    NO_ACCOUNT:
      'Les réglages ne nomment aucun compte SoundCloud, je ne peux donc pas savoir à qui est la page. Laissez-la de côté, ou demandez à la personne qui s’occupe de Bellkeeper de l’y inscrire.',
    GONE: 'Cette page n’existe pas sur SoundCloud, ou n’existe plus. Regardez son adresse.',
    PREVIEW_ONLY:
      'SoundCloud ne donne à tout le monde que les premières secondes de cet enregistrement, sa page ne prouve donc rien.',
    DRM: 'SoundCloud protège cet enregistrement, sa page ne prouve donc rien.',
    RATE_LIMITED: 'SoundCloud me demande d’attendre. Essayez dans un quart d’heure.',
    NETWORK:
      'Je n’ai pas pu joindre SoundCloud. Essayez un peu plus tard, ou laissez la page de côté.',
    TIMEOUT:
      'SoundCloud n’a pas répondu à temps. Essayez un peu plus tard, ou laissez la page de côté.',
    UNREADABLE:
      'SoundCloud a répondu d’une façon que je ne comprends pas. Laissez la page de côté pour l’instant.',
    DISAGREES:
      'SoundCloud m’a dit deux choses différentes de cette page, je ne m’y fie donc pas. Laissez-la de côté pour l’instant.',
    RESTING:
      'SoundCloud a échoué trois fois de suite, je le laisse donc tranquille un quart d’heure. Essayez ensuite, ou laissez la page de côté.',
  },
};

export const ingest = createIngest(words, recording.refusals);
