import type { OutsideTexts } from '../outside.ts';

export const outside: OutsideTexts = {
  noServer: () =>
    'Je n’accompagne les séances de pratique que sur un serveur. Utilisez-y cette commande dans un salon, s’il vous plaît.',
  otherServer: () =>
    'J’accompagne les séances de pratique d’un autre serveur, et je ne peux pas aider ici.',
};
