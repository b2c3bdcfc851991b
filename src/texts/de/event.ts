import { createEvents } from '../sections/events.ts';

export const events = createEvents({
  howToJoin:
    'Zum Mitmachen öffne den Sprachkanal dieses Termins, wenn er beginnt. Komm, wie du bist, hör zu oder sitz still dabei, und geh, wann immer du magst.',
  allTimes: 'Alle Zeiten, und was sich geändert hat:',
  mayNotKeep:
    'Ich kann die Termine nicht in die Veranstaltungen dieses Servers eintragen: Mir fehlt die Berechtigung Events erstellen. Servereinstellungen, Rollen, Bellkeeper, Events erstellen. Termine und Erinnerungen gehen weiter wie immer, und ich sehe jede Stunde wieder nach.',
});
