import { type AlertWords, createAlerts } from '../sections/alerts.ts';
import { inWords } from './time.ts';

const permissionIn = (permission: string): string =>
  `Kanaleinstellungen, Berechtigungen, Bellkeeper, ${permission}.`;
const keepsTrying = 'Ich versuche es weiter, und es kann von selbst vergehen.';
const tellOwner = 'gib bitte denen Bescheid, die Bellkeeper betreiben';
const roleUnknown = (written: string, people: string): string =>
  `Ich finde die Rolle „${written}“ nicht, die in meinen Einstellungen für ${people} steht, also hat sie gerade niemand. Bitte sieh in Servereinstellungen, Rollen nach, wie sie heißt, und bitte die, die Bellkeeper betreiben, den Namen zu berichtigen.`;

const words: AlertWords = {
  voiceRoom: 'dem Sprachkanal',
  voice: {
    MISSING_CONNECT: (room) =>
      `Ich kann in ${room} nicht dabei sein: Mir fehlt dort die Berechtigung Verbinden. ${permissionIn('Verbinden')}`,
    MISSING_SPEAK: (room) =>
      `Ich kann in ${room} nicht sprechen: Mir fehlt dort die Berechtigung Sprechen. ${permissionIn('Sprechen')}`,
    CHANNEL_GONE: () =>
      `Ich finde den Sprachkanal des Termins nicht mehr. Bitte nenne mit \`/zeitplan ändern\` einen anderen, oder lass mich ihn sehen: ${permissionIn('Kanal anzeigen')}`,
    CHANNEL_FULL: (room) =>
      `In ${room} ist kein Platz mehr für mich. Kanaleinstellungen, Übersicht, Benutzerlimit: Bitte erlaube eine Person mehr.`,
    STAGE_SUPPRESSED: (room) =>
      `In ${room} kann mich niemand hören: Es ist eine Bühne, und ich sitze im Publikum. Bitte lade Bellkeeper zum Sprechen ein, oder erlaube es ein für alle Mal: ${permissionIn('Mitglieder stummschalten')}`,
    MUTED: (room) =>
      `In ${room} kann mich niemand hören: Jemand hat mich dort stummgeschaltet. Bitte klicke Bellkeeper im Sprachkanal mit der rechten Maustaste an und entferne das Häkchen bei Server-Stummschaltung (am Telefon: den Namen gedrückt halten). Wenn das gewollt war, können Freiwillige \`/anhalten\` verwenden.`,
    NO_ENCRYPTION: (room) =>
      `Ich bleibe in ${room} still, weil keine geschützte Verbindung zustande kam. ${keepsTrying} Wenn nicht, ${tellOwner}.`,
    KICKED: (room) =>
      `Ich war in ${room}, und jemand hat mich dort entfernt. Ich versuche zurückzukommen. Wenn das gewollt war, können Freiwillige \`/anhalten\` verwenden, und ich bleibe still.`,
    TIMEOUT: (room) =>
      `Die Verbindung in ${room} kam nicht rechtzeitig zustande. ${keepsTrying} Wenn nicht, hilft oft eine andere Region: Kanaleinstellungen, Übersicht, Region.`,
    NETWORK: (room) =>
      `In ${room} ist meine Verbindung abgerissen. ${keepsTrying} Wenn nicht, ${tellOwner}.`,
    FILE_MISSING: (room) =>
      `Ein Klang, den ich in ${room} brauchte, fehlt und war nicht zu hören. Bitte die, die Bellkeeper betreiben, seine Datei wieder bereitzulegen.`,
    HASH_MISMATCH: (room) =>
      `Ein Klang, den ich in ${room} brauchte, ist nicht der, der freigegeben wurde, und war nicht zu hören. Bitte die, die Bellkeeper betreiben, die freigegebene Datei wieder bereitzulegen.`,
    DECODE: (room) =>
      `Ein Klang, den ich in ${room} brauchte, lässt sich nicht lesen und war nicht zu hören. Bitte die, die Bellkeeper betreiben, seine Datei zu ersetzen.`,
    IDENTITY_CHANGED: (room) =>
      `In ${room} war eine Aufnahme nicht zu hören: Ihre Seite bei SoundCloud ist nicht die, die freigegeben wurde.`,
    GONE: (room) =>
      `In ${room} war eine Aufnahme nicht zu hören: Ihre Seite bei SoundCloud gibt es nicht mehr.`,
    PREVIEW_ONLY: (room) =>
      `In ${room} war eine Aufnahme nicht zu hören: SoundCloud gibt nur ihren Anfang heraus.`,
    DRM: (room) =>
      `In ${room} war eine Aufnahme nicht zu hören: SoundCloud schützt sie davor, anderswo zu klingen.`,
    RATE_LIMITED: (room) =>
      `In ${room} war eine Aufnahme nicht zu hören: SoundCloud nimmt eine Zeit lang keine Fragen mehr von uns an.`,
    UNREACHABLE: (room) =>
      `In ${room} war eine Aufnahme nicht bis zum Ende zu hören: SoundCloud war nicht erreichbar. Das geht vielleicht von selbst vorbei.`,
    STALLED: (room) =>
      `In ${room} war eine Aufnahme nicht bis zum Ende zu hören: Von SoundCloud kam nichts mehr. Das geht vielleicht von selbst vorbei.`,
    STREAMING_OFF: (room) =>
      `In ${room} war eine Aufnahme nicht zu hören: Das Hören von SoundCloud ist in meinen Einstellungen ausgeschaltet.`,
    NOT_APPROVED: (room) =>
      `In ${room} wurde eine Aufnahme gewählt, die nicht mehr freigegeben ist; sie war nicht zu hören. Im Raum kann eine andere gewählt werden; du musst nichts tun.`,
    BUSY_ELSEWHERE: (room) =>
      `Zwei Termine laufen zur selben Zeit, und ich bin nur in einem Raum zu hören. In ${room} schreibe ich im Chat, und zu hören ist nichts. Bitte verlege einen der beiden mit \`/zeitplan ändern\`.`,
    UNKNOWN: (room) =>
      `Ich war in ${room} nicht zu hören. ${keepsTrying} Wenn nicht, ${tellOwner}, auch wann es war.`,
  },
  messages: {
    reminder: 'die Erinnerung',
    cancelled: 'die Nachricht von der Absage',
    notice: 'den Hinweis, was als Nächstes kommt,',
    welcome: 'die Begrüßung',
    choices: 'die Auswahl',
    teacherOffer: 'das Angebot zur Übergabe',
    alert: 'einen Hinweis an die Koordination',
  },
  otherMessage: 'eine Nachricht',
  postRefused: {
    MISSING_PERMISSION: ({ message, session, channel }) =>
      `Ich konnte ${message} für ${session} in ${channel} nicht schreiben: Mir fehlt dort eine Berechtigung. ${permissionIn('Kanal anzeigen und Nachrichten senden')}`,
    UNKNOWN_CHANNEL: ({ message, session, channel }) =>
      `Ich konnte ${message} für ${session} in ${channel} nicht schreiben: Den Kanal gibt es nicht mehr. Bitte nenne mit \`/zeitplan ändern\` einen anderen.`,
    UNKNOWN_MESSAGE: ({ message, session, channel }) =>
      `Ich konnte ${message} für ${session} in ${channel} nicht schreiben: Eine ältere Nachricht von mir war nicht mehr da. Du musst nichts tun.`,
    INVALID: ({ message, session, channel }) =>
      `Ich konnte ${message} für ${session} in ${channel} nicht schreiben: Discord hat es nicht angenommen. Bitte gib denen Bescheid, die Bellkeeper betreiben.`,
  },
  postUnknown: ({ message, session, channel }) =>
    `Ich weiß nicht, ob ich ${message} für ${session} in ${channel} schon geschrieben habe, und wiederhole nichts. Bitte sieh dort nach, und sag den Leuten selbst Bescheid, wenn etwas fehlt. Ich wüsste es, wenn ich dort lesen dürfte: ${permissionIn('Nachrichtenverlauf anzeigen')}`,
  postSkipped: ({ message, session, channel }) =>
    `Ich habe ${message} für ${session} in ${channel} nicht geschrieben, weil der Augenblick vorbei war, bevor ich konnte. Wenn die Leute es noch wissen sollten, sag es ihnen bitte selbst.`,
  badTimetable: (count) =>
    count === 1
      ? 'In der Datei des Zeitplans ist eine Stelle nicht in Ordnung, also habe ich nichts daraus übernommen. Du kannst Termine mit `/zeitplan hinzufügen` anlegen, oder die, die Bellkeeper betreiben, bitten, die Datei zu berichtigen und mich neu zu starten.'
      : `In der Datei des Zeitplans sind ${inWords(count)} Stellen nicht in Ordnung, also habe ich nichts daraus übernommen. Du kannst Termine mit \`/zeitplan hinzufügen\` anlegen, oder die, die Bellkeeper betreiben, bitten, die Datei zu berichtigen und mich neu zu starten.`,
  more: (leftOut) => `Und ${leftOut} weitere.`,
  unknownChannel: {
    room: ({ written, session }) =>
      `Ich finde den Sprachkanal „${written}“ nicht, der im Zeitplan für ${session} steht. Bitte sieh mit \`/zeitplan liste\` nach, wie er heißt, und ob ich ihn sehen darf: ${permissionIn('Kanal anzeigen')}`,
    announce: ({ written, session }) =>
      `Ich finde den Textkanal „${written}“ nicht, der im Zeitplan für ${session} steht. Bitte sieh mit \`/zeitplan liste\` nach, wie er heißt, und ob ich ihn sehen darf: ${permissionIn('Kanal anzeigen')}`,
  },
  unknownRole: {
    teacher: (written) => roleUnknown(written, 'Lehrpersonen'),
    volunteer: (written) => roleUnknown(written, 'Freiwillige'),
    coordinator: (written) => roleUnknown(written, 'die Koordination'),
  },
  fileChanged: (title) =>
    `Die Datei von ${title} ist nicht die, die freigegeben wurde, also spiele ich sie nicht. Bitte die, die Bellkeeper betreiben, die freigegebene Datei wieder bereitzulegen oder die neue freizugeben.`,
};

export const alerts = createAlerts(words);
