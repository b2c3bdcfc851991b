import { discordTime } from '../discord-format.ts';
import type { StoreTexts } from '../store-texts.ts';

export const store: StoreTexts = {
  couldNotSave: () =>
    'Je ne peux rien enregistrer pour le moment, donc rien n’a changé. Merci de réessayer dans quelques minutes. L’équipe de coordination est prévenue de ce qu’il faut faire.',
  troubles: {
    DISK_FULL: () =>
      'Je ne peux rien enregistrer : le disque sur lequel j’écris est plein. Merci de demander à la personne qui gère Bellkeeper d’y faire de la place. Le son en cours continue, rien de ce que j’ai confirmé n’est perdu, et je reprends sans aide dès qu’il y a de la place.',
    READ_ONLY: () =>
      'Je ne peux rien enregistrer : je n’ai plus le droit d’écrire dans mon dossier. Merci de demander à la personne qui gère Bellkeeper de me rendre ce droit. Le son en cours continue, et rien de ce que j’ai confirmé n’est perdu.',
    LOCKED: () =>
      'Je ne peux rien enregistrer : un autre programme occupe le fichier où je garde tout. Merci de demander à la personne qui gère Bellkeeper de le fermer. Le son en cours continue, rien de ce que j’ai confirmé n’est perdu, et je reprends ensuite sans aide.',
    DISK_FAILED: () =>
      'Je ne peux rien enregistrer : le disque sur lequel j’écris ne répond pas comme il le devrait. Merci de demander à la personne qui gère Bellkeeper de l’examiner bientôt, et de faire d’abord une copie de mon dossier.',
    CORRUPTED: () =>
      'Le fichier où je garde tout est abîmé. Je n’y écris plus rien, pour que rien n’empire, et aucune nouvelle séance ne peut commencer. Merci de demander à la personne qui gère Bellkeeper de m’arrêter, de garder une copie de mon dossier et de remettre la sauvegarde la plus récente : le chapitre « Backups » de mon manuel explique comment.',
  },
  isBack: ({ sinceMs }) =>
    `Je peux de nouveau enregistrer. Depuis ${discordTime(sinceMs, 't')} je ne le pouvais pas ; ce qui m’a été demandé entre-temps n’a pas été fait et peut être redemandé.`,
  restored: ({ backupAtMs, restoredAtMs }) =>
    `Ce que je garde a été remis depuis une sauvegarde du ${discordTime(backupAtMs, 'f')}, et je continue avec cela depuis le ${discordTime(restoredAtMs, 'f')}. Ce qui a changé entre les deux n’y figure pas : merci de parcourir \`/programme liste\` et de demander à chaque personne de vérifier ses inscriptions. Je regarde dans les salons avant de publier, pour que rien ne soit dit deux fois.`,
  noBackup: () =>
    'Je n’ai pas pu faire la sauvegarde du jour de ce que je garde. Merci de demander à la personne qui gère Bellkeeper si le disque a de la place et si je peux écrire dans mon dossier. Tout le reste continue.',
};
