import { discordTime } from '../discord-format.ts';
import type { HealthTexts } from '../health-texts.ts';

const trouble: HealthTexts['trouble'] = {
  STARTING: () => 'Bellkeeper démarre, ou attend de pouvoir joindre Discord.',
  GATEWAY_AWAY: () => 'La connexion à Discord manque. Elle revient d’elle-même.',
  STORE_CORRUPTED: () =>
    'La base de données est endommagée. La sauvegarde la plus récente peut être remise en place.',
  STORE_DISK_FULL: () =>
    'Le disque est plein, rien ne peut plus être noté. Dès qu’il y a de la place, tout reprend de soi-même.',
  STORE_READ_ONLY: () =>
    'Impossible d’écrire dans le dossier des données. Bellkeeper a besoin du droit d’y écrire.',
  STORE_LOCKED: () =>
    'Un autre programme occupe la base de données. Dès qu’il la libère, tout reprend de soi-même.',
  STORE_DISK_FAILED: () =>
    'Le disque lit ou écrit mal. Le journal du système en dit plus, et il faudra peut-être un autre disque.',
  SOUND_AWAY: () => 'La partie qui produit le son s’est arrêtée, et redémarre.',
  CLOCK_WRONG: () =>
    'L’horloge de la machine est fausse. Bellkeeper suit celle de Discord, et la régler par le réseau aide.',
  OUTBOX_BEHIND: () => 'Des messages qui devaient partir attendent depuis plus d’une minute.',
  PREFLIGHT_FAILED: () =>
    'La dernière vérification avant une séance a trouvé quelque chose à réparer, et la coordination sait quoi.',
};

export const health: HealthTexts = {
  trouble,
  incident: ({ incidentId }) => `Le journal en dit plus, sous \`${incidentId}\`.`,
  heading: () => '**Ce qui gêne en ce moment :**',
  line: ({ trouble: name, sinceMs }) =>
    `- ${trouble[name]()} (depuis ${discordTime(sinceMs, 'f')})`,
};
