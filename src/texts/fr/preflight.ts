import { asPart, createPreflight, type PreflightWords } from '../sections/preflight.ts';

const addAgain =
  'Ajoutez de nouveau l’enregistrement à partir du fichier d’origine, puis approuvez-le de nouveau.';

const PEOPLE = { teacher: 'enseigne', volunteer: 'est bénévole', coordinator: 'coordonne' };

const words: PreflightWords = {
  language: 'fr',
  quote: (text) => `« ${text} »`,
  subjects: {
    token: 'Discord',
    channels: 'Salons',
    roles: 'Rôles',
    room: 'Voix',
    files: 'Fichiers de son',
    disk: 'Disque',
    clock: 'Horloge',
    zones: 'Fuseaux horaires',
    ffmpeg: 'ffmpeg',
  },
  outcomes: { well: 'en ordre', broken: 'à réparer', skipped: 'pas essayé' },
  permissions: {
    ViewChannel: 'Voir le salon',
    SendMessages: 'Envoyer des messages',
    ReadMessageHistory: 'Voir les anciens messages',
    Connect: 'Se connecter',
    Speak: 'Parler',
    RequestToSpeak: 'Demander à parler',
    CreatePublicThreads: 'Créer des fils publics',
    SendMessagesInThreads: 'Envoyer des messages dans les fils',
    AttachFiles: 'Joindre des fichiers',
    CreateEvents: 'Créer des événements',
    SetVoiceChannelStatus: 'Définir le statut du salon vocal',
  },
  findings: {
    TOKEN_ACCEPTED: () => 'Discord me reconnaît.',
    TOKEN_REFUSED: () => 'Discord n’accepte pas ma clé d’accès.',
    NOT_INVITED: () => 'Je ne suis pas sur votre serveur.',
    PLATFORM_AWAY: () => 'Discord n’a pas répondu, je n’ai donc rien pu lui demander.',
    PERMISSIONS_GRANTED: ({ channel }) => `J’ai tout ce qu’il me faut dans ${channel}.`,
    PERMISSIONS_MISSING: ({ channel, missing }) => `Dans ${channel}, il me manque : ${missing}.`,
    CHANNEL_GONE: ({ name }) => `Je ne trouve pas le salon ${name}.`,
    CHANNELS_UNSEEN: () => 'Je n’ai pas pu voir les salons du serveur.',
    TIMETABLE_UNREAD: () =>
      'Je n’ai pas pu lire le programme, et ne sais donc pas quels salons servent aux séances. Il sera là quand Bellkeeper aura démarré une fois.',
    ROLE_FOUND: ({ name }) => `Le rôle ${name} est là.`,
    ROLE_GONE: ({ name, role }) =>
      `Je ne trouve pas le rôle ${name}, et ne sais donc pas par lui qui ${PEOPLE[role]}.`,
    ROOM_HEARD: ({ channel }) =>
      `J’ai rejoint ${channel} par une connexion protégée, et j’en suis reparti.`,
    ROOM_UNHEARD: ({ channel, fault }) =>
      `On n’a pas pu m’entendre dans ${channel} : ${WHY[fault]}.`,
    ROOM_NOT_ALLOWED: ({ channel }) =>
      `Je n’ai pas essayé de rejoindre ${channel}, car il m’y manque des permissions.`,
    ROOM_OCCUPIED: ({ channel }) =>
      `Je n’ai pas essayé de rejoindre ${channel}, car quelqu’un s’y trouve.`,
    ROOM_UNSEEN: ({ channel }) =>
      `Je n’ai pas essayé de rejoindre ${channel}, car je n’ai pas pu voir qui s’y trouve.`,
    SESSION_NEAR: ({ channel }) =>
      `Je n’ai pas essayé de rejoindre ${channel}, car une séance a lieu ou commence bientôt.`,
    BOT_RUNS: ({ channel }) =>
      `Je n’ai pas essayé de rejoindre ${channel}, car Bellkeeper est en marche et l’essaie de lui-même.`,
    FILES_IN_ORDER: ({ count }) =>
      count === 0
        ? 'La bienvenue et les cloches sont en ordre ; il n’y a pas encore d’enregistrements.'
        : `La bienvenue, les cloches et ${count === 1 ? 'le seul enregistrement' : `${count} enregistrements`} sont en ordre.`,
    FILE_MISSING: ({ name }) => `Le fichier de ${name} manque ; on ne peut donc pas l’écouter.`,
    FILE_CHANGED: ({ name }) =>
      `Le fichier de ${name} n’est pas celui qui a été approuvé ; il n’est donc pas joué.`,
    FILE_UNREADABLE: ({ name }) =>
      `Le fichier de ${name} ne peut pas être lu ; on ne peut donc pas l’écouter.`,
    FILE_UNDECODABLE: ({ name }) => `Le son du fichier de ${name} ne peut pas être joué.`,
    SOUND_BROKEN: ({ name }) => `Le son ${name}, fourni avec moi, n’est pas en ordre.`,
    DISK_IN_ORDER: ({ gigabytes }) => `${gigabytes} gigaoctets sont libres.`,
    DISK_NEARLY_FULL: ({ gigabytes, leastGigabytes }) =>
      `Il n’y a plus que ${gigabytes} gigaoctets libres ; il m’en faut ${leastGigabytes} pour un nouvel enregistrement.`,
    DISK_NOT_WRITABLE: () => 'Je ne peux pas écrire dans le dossier où je garde tout.',
    CLOCK_RIGHT: () => 'L’horloge est à la même heure que celle de Discord.',
    CLOCK_WRONG: ({ span, isAhead }) =>
      `L’horloge de la machine sur laquelle je tourne a ${span} ${isAhead ? 'd’avance' : 'de retard'} sur celle de Discord. Tant que Discord répond, je suis son heure.`,
    CLOCK_NOT_COMPARED: () => 'Discord ne m’a pas donné d’heure à laquelle comparer l’horloge.',
    ZONES_KNOWN: ({ version }) => `Je connais les fuseaux du programme (version ${version}).`,
    ZONES_OLDER: ({ version, usedBefore }) =>
      `Je connais les fuseaux horaires selon la version ${version}, et j’ai utilisé la ${usedBefore} auparavant : des séances pourraient être à une autre heure que celle annoncée.`,
    ZONES_MISSING: () => 'Cette copie de Node ne connaît aucun fuseau horaire.',
    ZONE_UNKNOWN: ({ name }) => `Je ne connais pas le fuseau horaire ${name} du programme.`,
    FFMPEG_FOUND: () => 'Il est là, pour préparer les enregistrements.',
    FFMPEG_MISSING: () =>
      'ffmpeg n’est pas sur la machine sur laquelle je tourne ; de nouveaux enregistrements ne peuvent donc pas être préparés. Tout le reste fonctionne.',
  },
  remedies: {
    TOKEN_REFUSED: () =>
      'Copiez de nouveau la clé depuis la page Bot du portail des développeurs de Discord dans les réglages, et redémarrez-moi.',
    NOT_INVITED: () =>
      'Ouvrez le lien qu’affiche `npm run invite`, et vérifiez que le numéro du serveur dans les réglages est le bon.',
    PERMISSIONS_MISSING: ({ missing }) =>
      `Paramètres du salon, Permissions, Bellkeeper : autorisez ${missing}.`,
    CHANNEL_GONE: () =>
      'Vérifiez son nom avec `/programme liste` ou dans les réglages, et que je puisse le voir : Paramètres du salon, Permissions, Bellkeeper, Voir le salon.',
    ROLE_GONE: () =>
      'Vérifiez son nom dans Paramètres du serveur, Rôles, et demandez à la personne qui s’occupe de Bellkeeper de le corriger dans les réglages.',
    ROOM_UNHEARD: ({ fault }) => ROOM_REMEDY[fault],
    FILE_MISSING: () => addAgain,
    FILE_CHANGED: () =>
      'Remettez le fichier approuvé à partir d’une sauvegarde, ou ajoutez de nouveau l’enregistrement à partir du fichier d’origine ; puis approuvez-le de nouveau.',
    FILE_UNREADABLE: () => 'Le compte sous lequel je tourne a besoin du droit de lire le fichier.',
    FILE_UNDECODABLE: () => addAgain,
    SOUND_BROKEN: () => 'Il faut le reprendre là d’où vient Bellkeeper.',
    DISK_NEARLY_FULL: () => 'Il faut libérer de la place sur le disque.',
    DISK_NOT_WRITABLE: () =>
      'Le compte sous lequel je tourne a besoin du droit d’y écrire, sur un disque qui n’est pas plein.',
    CLOCK_WRONG: () => 'La machine devrait régler son horloge par le réseau.',
    ZONES_OLDER: () => 'Il faut me démarrer avec le Node fourni, ou un plus récent.',
    ZONES_MISSING: () => 'Il faut me démarrer avec le Node fourni.',
    ZONE_UNKNOWN: () =>
      'Il faut le corriger dans le programme, ou me démarrer avec le Node fourni.',
    FFMPEG_MISSING: () =>
      'Il faut l’installer (Debian et Ubuntu : apt install ffmpeg ; macOS : brew install ffmpeg ; Windows : winget install ffmpeg), ou dire dans les réglages où il se trouve.',
  },
  toWhoRuns: (remedy) =>
    `Prévenez, s’il vous plaît, la personne qui s’occupe de Bellkeeper : ${asPart(remedy)}`,
  spans: {
    seconds: (amount) => `${amount} secondes`,
    minutes: (amount) => `${amount} minutes`,
    hours: (amount) => `${amount} heures`,
  },
  summary: ({ broken, skipped }) =>
    [
      broken === 0
        ? 'Tout est en ordre.'
        : broken === 1
          ? 'Une chose à réparer.'
          : `${broken} à réparer.`,
      ...(skipped === 0
        ? []
        : [skipped === 1 ? 'Une n’a pas été essayée.' : `${skipped} n’ont pas été essayées.`]),
    ].join(' '),
  allWell: (when) => `J’ai tout passé en revue ${when} : tout est en ordre.`,
  allWellBut: (when) =>
    `J’ai tout passé en revue ${when} : tout est en ordre, pour ce que j’ai pu voir.`,
  notWell: (when) => `J’ai tout passé en revue ${when}. Ceci demande quelqu’un :`,
  told: 'J’ai passé en revue tout ce qu’il faut à une séance, et ceci demande quelqu’un :',
  more: (leftOut) => `Et ${leftOut} de plus.`,
};

const elsewhere =
  'Cela passera peut-être tout seul. Sinon, choisir une autre région aide souvent : Paramètres du salon, Vue d’ensemble, Région.';
const permissions =
  'Paramètres du salon, Permissions, Bellkeeper : autorisez Se connecter et Parler.';

const WHY = {
  MISSING_CONNECT: 'je ne peux pas y entrer',
  MISSING_SPEAK: 'je ne peux pas y parler',
  CHANNEL_GONE: 'il n’existe plus',
  CHANNEL_FULL: 'il n’y a plus de place',
  STAGE_SUPPRESSED: 'c’est une conférence, et je suis dans le public',
  MUTED: 'quelqu’un m’y a rendu muet',
  NO_ENCRYPTION: 'une connexion protégée n’a pas pu s’établir',
  KICKED: 'quelqu’un m’en a fait sortir',
  TIMEOUT: 'je n’ai pas pu entrer à temps',
  NETWORK: 'la connexion s’est rompue',
};

const ROOM_REMEDY: typeof WHY = {
  MISSING_CONNECT: permissions,
  MISSING_SPEAK: permissions,
  CHANNEL_GONE: 'Indiquez-en un autre avec `/programme modifier`.',
  CHANNEL_FULL:
    'Paramètres du salon, Vue d’ensemble, Limite d’utilisateurs : autorisez une personne de plus.',
  STAGE_SUPPRESSED:
    'Invitez Bellkeeper à parler, ou permettez-lui de le faire de lui-même : Paramètres du salon, Permissions, Bellkeeper, Rendre les membres muets.',
  MUTED:
    'Dans le salon vocal, faites un clic droit sur mon nom et décochez Rendre muet sur le serveur.',
  NO_ENCRYPTION: elsewhere,
  KICKED: 'Si ce n’était pas voulu, vous n’avez rien à faire : je regarde de nouveau.',
  TIMEOUT: elsewhere,
  NETWORK: elsewhere,
};

export const preflight = createPreflight(words);
