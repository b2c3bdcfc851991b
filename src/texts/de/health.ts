import { discordTime } from '../discord-format.ts';
import type { HealthTexts } from '../health-texts.ts';

const trouble: HealthTexts['trouble'] = {
  STARTING: () => 'Bellkeeper startet gerade oder wartet, bis Discord erreichbar ist.',
  GATEWAY_AWAY: () => 'Die Verbindung zu Discord fehlt. Sie kommt von selbst wieder.',
  STORE_CORRUPTED: () =>
    'Was Bellkeeper aufgeschrieben hat, ist beschädigt. Die neueste Sicherung lässt sich zurückspielen.',
  STORE_DISK_FULL: () =>
    'Der Datenträger ist voll, also lässt sich nichts aufschreiben. Sobald Platz ist, geht es von selbst weiter.',
  STORE_READ_ONLY: () =>
    'In den Datenordner lässt sich nicht schreiben. Bellkeeper braucht das Recht dazu.',
  STORE_LOCKED: () =>
    'Ein anderes Programm hält die Datei von Bellkeeper fest. Sobald es loslässt, geht es von selbst weiter.',
  STORE_DISK_FAILED: () =>
    'Der Datenträger liest oder schreibt fehlerhaft. Das Protokoll des Systems sagt mehr; vielleicht braucht es einen neuen.',
  SOUND_AWAY: () => 'Der Teil, der für den Ton sorgt, ist ausgefallen und startet neu.',
  CLOCK_WRONG: () =>
    'Die Uhr des Rechners geht falsch. Bellkeeper richtet sich nach der von Discord; es hilft, sie über das Netz zu stellen.',
  OUTBOX_BEHIND: () => 'Fällige Nachrichten warten seit mehr als einer Minute.',
  PREFLIGHT_FAILED: () =>
    'Die letzte Prüfung vor einer Sitzung fand etwas zu beheben; die Koordination weiß, was.',
};

export const health: HealthTexts = {
  trouble,
  incident: ({ incidentId }) => `Im Protokoll steht mehr dazu, unter \`${incidentId}\`.`,
  heading: () => '**Was gerade im Weg ist:**',
  line: ({ trouble: name, sinceMs }) => `- ${trouble[name]()} (seit ${discordTime(sinceMs, 'f')})`,
};
