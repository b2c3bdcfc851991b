import { createEvents } from '../sections/events.ts';

export const events = createEvents({
  howToJoin:
    'Pour participer, ouvrez le salon vocal de cet événement quand il commence. Venez comme vous êtes, écoutez ou restez en silence, et partez quand vous le souhaitez.',
  allTimes: 'Tous les horaires, et ce qui a changé :',
  mayNotKeep:
    'Je ne peux pas inscrire les séances dans les événements de ce serveur : il me manque la permission Créer des événements. Paramètres du serveur, Rôles, Bellkeeper, Créer des événements. Les séances et les rappels continuent comme d’habitude, et je regarde de nouveau toutes les heures.',
});
