import { createPreflight, type PreflightWords } from '../sections/preflight.ts';

const addAgain =
  'Füge die Aufnahme noch einmal aus der Ursprungsdatei hinzu, und gib sie dann wieder frei.';

const PEOPLE = { teacher: 'lehrt', volunteer: 'mithilft', coordinator: 'koordiniert' };

const words: PreflightWords = {
  language: 'de',
  quote: (text) => `„${text}“`,
  subjects: {
    token: 'Discord',
    channels: 'Kanäle',
    roles: 'Rollen',
    room: 'Stimme',
    files: 'Klangdateien',
    disk: 'Speicherplatz',
    clock: 'Uhr',
    zones: 'Zeitzonen',
    ffmpeg: 'ffmpeg',
  },
  outcomes: { well: 'in Ordnung', broken: 'zu beheben', skipped: 'nicht versucht' },
  permissions: {
    ViewChannel: 'Kanal anzeigen',
    SendMessages: 'Nachrichten senden',
    ReadMessageHistory: 'Nachrichtenverlauf anzeigen',
    Connect: 'Verbinden',
    Speak: 'Sprechen',
    RequestToSpeak: 'Redeanfrage',
    CreatePublicThreads: 'Öffentliche Threads erstellen',
    SendMessagesInThreads: 'Nachrichten in Threads senden',
    AttachFiles: 'Dateien anhängen',
    CreateEvents: 'Events erstellen',
    SetVoiceChannelStatus: 'Sprachkanalstatus festlegen',
  },
  findings: {
    TOKEN_ACCEPTED: () => 'Discord kennt mich.',
    TOKEN_REFUSED: () => 'Discord nimmt meinen Zugangsschlüssel nicht an.',
    NOT_INVITED: () => 'Ich bin nicht auf eurem Server.',
    PLATFORM_AWAY: () => 'Discord hat nicht geantwortet, darum konnte ich nicht fragen.',
    PERMISSIONS_GRANTED: ({ channel }) => `In ${channel} darf ich alles, was ich brauche.`,
    PERMISSIONS_MISSING: ({ channel, missing }) => `In ${channel} fehlt mir: ${missing}.`,
    CHANNEL_GONE: ({ name }) => `Ich finde den Kanal ${name} nicht.`,
    CHANNELS_UNSEEN: () => 'Ich konnte die Kanäle des Servers nicht sehen.',
    TIMETABLE_UNREAD: () =>
      'Ich konnte den Zeitplan nicht lesen und weiß darum nicht, welche Kanäle die Termine brauchen. Es gibt ihn, sobald Bellkeeper einmal gestartet wurde.',
    ROLE_FOUND: ({ name }) => `Die Rolle ${name} ist da.`,
    ROLE_GONE: ({ name, role }) =>
      `Ich finde die Rolle ${name} nicht und weiß durch sie nicht, wer ${PEOPLE[role]}.`,
    ROOM_HEARD: ({ channel }) =>
      `Ich war mit geschützter Verbindung in ${channel} und bin wieder gegangen.`,
    ROOM_UNHEARD: ({ channel, fault }) => `In ${channel} war ich nicht zu hören: ${WHY[fault]}.`,
    ROOM_NOT_ALLOWED: ({ channel }) =>
      `In ${channel} habe ich es nicht versucht, weil mir dort Berechtigungen fehlen.`,
    ROOM_OCCUPIED: ({ channel }) =>
      `In ${channel} habe ich es nicht versucht, weil dort jemand ist.`,
    ROOM_UNSEEN: ({ channel }) =>
      `In ${channel} habe ich es nicht versucht, weil ich nicht sehen konnte, wer dort ist.`,
    SESSION_NEAR: ({ channel }) =>
      `In ${channel} habe ich es nicht versucht, weil ein Termin läuft oder bald beginnt.`,
    BOT_RUNS: ({ channel }) =>
      `In ${channel} habe ich es nicht versucht, weil Bellkeeper läuft und es selbst versucht.`,
    FILES_IN_ORDER: ({ count }) =>
      count === 0
        ? 'Die Begrüßung und die Glocken sind in Ordnung; Aufnahmen gibt es noch keine.'
        : `Die Begrüßung, die Glocken und ${count === 1 ? 'die eine Aufnahme' : `${count} Aufnahmen`} sind in Ordnung.`,
    FILE_MISSING: ({ name }) => `Die Datei von ${name} fehlt, darum kann sie nicht klingen.`,
    FILE_CHANGED: ({ name }) =>
      `Die Datei von ${name} ist nicht die, die freigegeben wurde, darum spiele ich sie nicht.`,
    FILE_UNREADABLE: ({ name }) =>
      `Die Datei von ${name} lässt sich nicht lesen, darum kann sie nicht klingen.`,
    FILE_UNDECODABLE: ({ name }) =>
      `Der Klang in der Datei von ${name} lässt sich nicht abspielen.`,
    SOUND_BROKEN: ({ name }) => `Der Klang ${name}, den ich mitbringe, ist nicht in Ordnung.`,
    DISK_IN_ORDER: ({ gigabytes }) => `${gigabytes} Gigabyte sind frei.`,
    DISK_NEARLY_FULL: ({ gigabytes, leastGigabytes }) =>
      `Nur ${gigabytes} Gigabyte sind frei; für eine neue Aufnahme brauche ich ${leastGigabytes}.`,
    DISK_NOT_WRITABLE: () => 'Ich kann in den Ordner, in dem ich alles aufhebe, nicht schreiben.',
    CLOCK_RIGHT: () => 'Die Uhr stimmt mit der von Discord überein.',
    CLOCK_WRONG: ({ span, isAhead }) =>
      `Die Uhr des Rechners, auf dem ich laufe, geht ${span} ${isAhead ? 'vor' : 'nach'}, verglichen mit Discord. Solange Discord antwortet, richte ich mich nach dessen Zeit.`,
    CLOCK_NOT_COMPARED: () => 'Discord hat mir keine Zeit gesagt, mit der ich vergleichen könnte.',
    ZONES_KNOWN: ({ version }) => `Ich kenne die Zonen des Zeitplans (Version ${version}).`,
    ZONES_OLDER: ({ version, usedBefore }) =>
      `Ich kenne die Zeitzonen nach Version ${version} und hatte vorher ${usedBefore}: Termine könnten zu einer anderen Stunde sein als angekündigt.`,
    ZONES_MISSING: () => 'Diese Fassung von Node kennt keine Zeitzonen.',
    ZONE_UNKNOWN: ({ name }) => `Ich kenne die Zeitzone ${name} des Zeitplans nicht.`,
    FFMPEG_FOUND: () => 'Es ist da, um Aufnahmen vorzubereiten.',
    FFMPEG_MISSING: () =>
      'ffmpeg ist nicht auf dem Rechner, auf dem ich laufe, darum lassen sich keine neuen Aufnahmen vorbereiten. Alles andere geht.',
  },
  remedies: {
    TOKEN_REFUSED: () =>
      'Kopiere den Schlüssel neu von der Seite Bot im Discord Developer Portal in die Einstellungen, und starte mich wieder.',
    NOT_INVITED: () =>
      'Öffne den Link, den `npm run invite` ausgibt, und sieh nach, ob die Nummer des Servers in den Einstellungen stimmt.',
    PERMISSIONS_MISSING: ({ missing }) =>
      `Kanaleinstellungen, Berechtigungen, Bellkeeper: erlaube ${missing}.`,
    CHANNEL_GONE: () =>
      'Sieh mit `/zeitplan liste` oder in den Einstellungen nach, wie er heißt, und ob ich ihn sehen darf: Kanaleinstellungen, Berechtigungen, Bellkeeper, Kanal anzeigen.',
    ROLE_GONE: () =>
      'Sieh in Servereinstellungen, Rollen nach, wie sie heißt, und bitte die, die Bellkeeper betreiben, den Namen in den Einstellungen zu berichtigen.',
    ROOM_UNHEARD: ({ fault }) => ROOM_REMEDY[fault],
    FILE_MISSING: () => addAgain,
    FILE_CHANGED: () =>
      'Lege die freigegebene Datei aus einer Sicherung zurück, oder füge die Aufnahme noch einmal aus der Ursprungsdatei hinzu; gib sie dann wieder frei.',
    FILE_UNREADABLE: () => 'Das Konto, unter dem ich laufe, braucht das Recht, die Datei zu lesen.',
    FILE_UNDECODABLE: () => addAgain,
    SOUND_BROKEN: () => 'Er ist neu von dort zu holen, woher Bellkeeper kam.',
    DISK_NEARLY_FULL: () => 'Auf der Platte sollte Platz frei werden.',
    DISK_NOT_WRITABLE: () =>
      'Das Konto, unter dem ich laufe, braucht das Recht, dort zu schreiben, auf einer Platte, die nicht voll ist.',
    CLOCK_WRONG: () => 'Der Rechner sollte seine Uhr über das Netz stellen.',
    ZONES_OLDER: () => 'Ich sollte mit dem mitgelieferten Node laufen oder einem neueren.',
    ZONES_MISSING: () => 'Ich sollte mit dem mitgelieferten Node laufen.',
    ZONE_UNKNOWN: () =>
      'Sie ist im Zeitplan zu berichtigen, oder ich sollte mit dem mitgelieferten Node laufen.',
    FFMPEG_MISSING: () =>
      'Es ist zu installieren (Debian und Ubuntu: apt install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg), oder in den Einstellungen steht, wo es ist.',
  },
  toWhoRuns: (remedy) => `Bitte gib denen Bescheid, die Bellkeeper betreiben: ${remedy}`,
  spans: {
    seconds: (amount) => `${amount} Sekunden`,
    minutes: (amount) => `${amount} Minuten`,
    hours: (amount) => `${amount} Stunden`,
  },
  summary: ({ broken, skipped }) =>
    [
      broken === 0
        ? 'Alles ist in Ordnung.'
        : broken === 1
          ? 'Eines ist zu beheben.'
          : `${broken} sind zu beheben.`,
      ...(skipped === 0
        ? []
        : [skipped === 1 ? 'Eines wurde nicht versucht.' : `${skipped} wurden nicht versucht.`]),
    ].join(' '),
  allWell: (when) => `Ich habe alles durchgesehen, ${when}: Alles ist in Ordnung.`,
  allWellBut: (when) =>
    `Ich habe alles durchgesehen, ${when}: Alles ist in Ordnung, soweit ich nachsehen konnte.`,
  notWell: (when) => `Ich habe alles durchgesehen, ${when}. Darum sollte sich jemand kümmern:`,
  told: 'Ich habe alles durchgesehen, was ein Termin braucht. Darum sollte sich jemand kümmern:',
  more: (leftOut) => `Und ${leftOut} weitere.`,
};

const elsewhere =
  'Das geht vielleicht von selbst vorbei. Wenn nicht, hilft oft eine andere Region: Kanaleinstellungen, Übersicht, Region.';
const permissions =
  'Kanaleinstellungen, Berechtigungen, Bellkeeper: erlaube Verbinden und Sprechen.';

const WHY = {
  MISSING_CONNECT: 'ich darf nicht hinein',
  MISSING_SPEAK: 'ich darf dort nicht sprechen',
  CHANNEL_GONE: 'es gibt ihn nicht mehr',
  CHANNEL_FULL: 'es ist kein Platz mehr',
  STAGE_SUPPRESSED: 'es ist eine Bühne, und ich sitze im Publikum',
  MUTED: 'jemand hat mich dort stummgeschaltet',
  NO_ENCRYPTION: 'eine geschützte Verbindung kam nicht zustande',
  KICKED: 'jemand hat mich entfernt',
  TIMEOUT: 'die Verbindung kam nicht rechtzeitig zustande',
  NETWORK: 'die Verbindung ist abgerissen',
};

const ROOM_REMEDY: typeof WHY = {
  MISSING_CONNECT: permissions,
  MISSING_SPEAK: permissions,
  CHANNEL_GONE: 'Nenne mit `/zeitplan ändern` einen anderen.',
  CHANNEL_FULL: 'Kanaleinstellungen, Übersicht, Benutzerlimit: Erlaube eine Person mehr.',
  STAGE_SUPPRESSED:
    'Lade Bellkeeper zum Sprechen ein, oder erlaube es ein für alle Mal: Kanaleinstellungen, Berechtigungen, Bellkeeper, Mitglieder stummschalten.',
  MUTED:
    'Klicke meinen Namen im Sprachkanal mit der rechten Maustaste an und entferne das Häkchen bei Server-Stummschaltung.',
  NO_ENCRYPTION: elsewhere,
  KICKED: 'Wenn das nicht gewollt war, musst du nichts tun: Ich sehe wieder nach.',
  TIMEOUT: elsewhere,
  NETWORK: elsewhere,
};

export const preflight = createPreflight(words);
