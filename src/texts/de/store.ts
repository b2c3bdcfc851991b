import { discordTime } from '../discord-format.ts';
import type { StoreTexts } from '../store-texts.ts';

export const store: StoreTexts = {
  couldNotSave: () =>
    'Ich kann gerade nichts speichern, deshalb hat sich nichts geändert. Bitte versuche es in ein paar Minuten noch einmal. Die Koordination erfährt, was zu tun ist.',
  troubles: {
    DISK_FULL: () =>
      'Ich kann nichts speichern: Der Datenträger, auf den ich schreibe, ist voll. Bitte die Person, die Bellkeeper betreibt, dort Platz zu schaffen. Was gerade klingt, geht weiter, nichts von mir Bestätigtes geht verloren, und ich mache von selbst weiter, sobald Platz ist.',
    READ_ONLY: () =>
      'Ich kann nichts speichern: Ich darf in meinen Ordner nicht mehr schreiben. Bitte die Person, die Bellkeeper betreibt, mir das Schreibrecht dort zurückzugeben. Was gerade klingt, geht weiter, und nichts von mir Bestätigtes geht verloren.',
    LOCKED: () =>
      'Ich kann nichts speichern: Ein anderes Programm hält die Datei besetzt, in der ich alles aufbewahre. Bitte die Person, die Bellkeeper betreibt, es zu schließen. Was gerade klingt, geht weiter, nichts von mir Bestätigtes geht verloren, und danach mache ich von selbst weiter.',
    DISK_FAILED: () =>
      'Ich kann nichts speichern: Der Datenträger, auf den ich schreibe, antwortet nicht, wie er sollte. Bitte die Person, die Bellkeeper betreibt, ihn bald anzusehen und vorher eine Kopie meines Ordners zu machen.',
    CORRUPTED: () =>
      'Die Datei, in der ich alles aufbewahre, ist beschädigt. Ich schreibe nichts mehr hinein, damit nichts schlimmer wird, und keine neue Sitzung kann beginnen. Bitte die Person, die Bellkeeper betreibt, mich anzuhalten, eine Kopie meines Ordners aufzuheben und die neueste Sicherung zurückzuspielen: Das Kapitel „Backups“ in meinem Handbuch sagt, wie.',
  },
  isBack: ({ sinceMs }) =>
    `Ich kann wieder speichern. Seit ${discordTime(sinceMs, 't')} ging es nicht; was in der Zwischenzeit von mir gewünscht wurde, ist nicht geschehen und kann noch einmal gewünscht werden.`,
  restored: ({ backupAtMs, restoredAtMs }) =>
    `Was ich aufbewahre, wurde aus einer Sicherung vom ${discordTime(backupAtMs, 'f')} zurückgespielt, und seit ${discordTime(restoredAtMs, 'f')} mache ich damit weiter. Was dazwischen geändert wurde, steht nicht darin: Bitte sieh \`/zeitplan liste\` durch, und bitte die Leute, ihre Anmeldungen anzusehen. Bevor ich etwas poste, sehe ich in den Kanälen nach, damit nichts zweimal gesagt wird.`,
  noBackup: () =>
    'Ich konnte die heutige Sicherung von allem, was ich aufbewahre, nicht anlegen. Bitte frage die Person, die Bellkeeper betreibt, ob der Datenträger Platz hat und ob ich in meinen Ordner schreiben darf. Alles andere geht weiter.',
};
