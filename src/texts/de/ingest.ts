import { createIngest, type IngestWords } from '../sections/ingest.ts';
import { recording } from './recording.ts';

const words: IngestWords = {
  waiting: (title, ahead) =>
    `**Du bist nach ${ahead === 1 ? 'einer anderen Aufnahme' : `${ahead} anderen Aufnahmen`} an der Reihe.** Ich bereite eine nach der anderen vor, und dann ${title}.`,
  taking: (title, percent) => `Ich hole ${title} von Discord (${percent} %).`,
  lookingUp: (title) => `Ich sehe mir die Seite von ${title} an.`,
  preparing: (title, percent) =>
    `Ich bereite ${title} vor (${percent} %). Du kannst inzwischen etwas anderes tun.`,
  added: (title, length) => `${title} ist vorbereitet und ${length} lang.`,
  louder: (decibels) =>
    `Ich habe sie um ${decibels} dB lauter gemacht, damit sie so laut ist wie die anderen.`,
  softer: (decibels) =>
    `Ich habe sie um ${decibels} dB leiser gemacht, damit sie so laut ist wie die anderen.`,
  asLoud: 'Sie war schon so laut wie die anderen.',
  staysSofter: 'Etwas leiser bleibt sie trotzdem, weil eine laute Stelle nicht mehr zulässt.',
  next: 'Wählen kann sie noch niemand: Jemand anderes aus der Koordination kann sie jetzt mit `/aufnahme freigeben` anhören und freigeben.',
  alreadyThere: (title, standing) =>
    `Diese Aufnahme ist schon da: ${title} (${standing}). Es wurde nichts hinzugefügt.`,
  restored: (title, standing) =>
    `Diese Aufnahme steht schon auf der Liste: ${title} (${standing}). Ihr vorbereiteter Ton war verloren und ist wieder da.`,
  standings: {
    approved: 'freigegeben',
    proposed: 'wartet auf die Freigabe',
    needsReview: 'braucht noch einen Blick',
    revoked: 'zurückgezogen',
  },
  addedPage: (title, length) =>
    `${title} ist vorgeschlagen. Die Länge ist ${length}; zu hören ist die Aufnahme von ihrer Seite bei SoundCloud, so laut wie dort.`,
  noFile: {
    NO_PAGE:
      'Bitte hänge die Datei der Aufnahme an. Ohne sie brauche ich wenigstens ihre Seite bei SoundCloud.',
    OFF: 'Bitte hänge die Datei der Aufnahme an. Von SoundCloud spiele ich hier nichts.',
  },
  lengths: (page, file) =>
    `Die Seite sagt ${page}, und die Datei ist ${file} lang, also können sie nicht dieselbe Aufnahme sein. Bitte sieh nach, welche von beiden die richtige ist. Es wurde nichts hinzugefügt.`,
  later: (title) => `Es geht um ${title}: Jemand hat die Datei vor einer Weile übergeben.`,
  notPlain: 'Bitte schreib jede Angabe in eine Zeile, mit höchstens 300 Zeichen.',
  checking: (done, total) => `Ich sehe mir die Aufnahmen an (${done} von ${total}).`,
  allInOrder: (total) =>
    total === 1 ? 'Die eine Aufnahme ist in Ordnung.' : `Alle ${total} Aufnahmen sind in Ordnung.`,
  notInOrder: (total) =>
    `Ich habe mir ${total} Aufnahmen angesehen. Alles ist in Ordnung bis auf dies:`,
  more: (leftOut) => `Und ${leftOut} weitere.`,
  fileStates: {
    missing: (title) =>
      `${title}: Die Datei fehlt, also kann sie nicht laufen. Füge sie aus der ursprünglichen Datei noch einmal hinzu und gib sie neu frei.`,
    changed: (title) =>
      `${title}: Die Datei ist nicht die, die freigegeben wurde, also läuft sie nicht. Füge sie aus der ursprünglichen Datei noch einmal hinzu und gib sie neu frei.`,
    unreadable: (title) =>
      `${title}: Die Datei lässt sich nicht lesen. Bitte sag denen Bescheid, die den Rechner betreuen.`,
  },
  permissions: {
    over: (title, day) => `${title}: Die Erlaubnis endete am ${day}, also läuft sie nicht.`,
    ending: (title, day) => `${title}: Die Erlaubnis endet am ${day}.`,
  },
  prepareFaults: {
    FFMPEG_MISSING:
      'Aufnahmen bereitet ein Programm namens ffmpeg vor, und das fehlt auf dem Rechner, auf dem ich laufe. Wer ihn betreut, kann es installieren (Debian und Ubuntu: apt install ffmpeg; das Docker-Image hat es; macOS: brew install ffmpeg; Windows: winget install ffmpeg) oder in meinen Einstellungen sagen, wo es liegt. Alles andere geht auch ohne.',
    NAME: 'Im Namen dieser Datei stehen Zeichen, die sich nicht zeigen lassen, oder er führt in einen anderen Ordner. Gib ihr einen Namen aus einfachen Buchstaben und füge sie noch einmal hinzu.',
    FILE_MISSING:
      'Diese Datei gibt es nicht, oder sie ist ein Ordner, oder sie darf nicht gelesen werden. Sieh dir Name und Ort an.',
    EMPTY: 'Diese Datei ist leer. Lass sie dir noch einmal geben: Beim Kopieren ging etwas schief.',
    TOO_LARGE:
      'Diese Datei ist größer als 500 Megabyte. Speichere sie als mp3 oder flac, das ist kleiner.',
    NOT_AUDIO:
      'Das ist keine Tondatei, was auch immer ihr Name sagt. Ich nehme mp3, m4a, wav, flac, Ogg und WebM.',
    PLAYLIST:
      'Das ist eine Liste, die auf andere Dateien oder Adressen zeigt, und sie enthält keinen Ton. Füge die Aufnahme hinzu, auf die sie zeigt.',
    VIDEO:
      'Das ist ein Video. Speichere seinen Ton als eigene Datei, zum Beispiel als mp3, und füge die hinzu.',
    DRM: 'Diese Datei ist geschützt und spielt nur dort, wo sie gekauft wurde. Bitte die Sprecherin oder den Sprecher um eine Datei ohne Schutz.',
    FORMAT:
      'Diese Art von Tondatei nehme ich nicht. Speichere sie als mp3, m4a, wav, flac, Ogg oder WebM.',
    TRUNCATED: 'Das Ende dieser Datei fehlt. Kopiere sie noch einmal oder lade sie neu herunter.',
    DAMAGED:
      'Teile dieser Datei lassen sich nicht lesen. Kopiere sie noch einmal, lade sie neu herunter, oder lass dir eine andere Kopie geben.',
    TOO_LONG:
      'Diese Aufnahme ist länger als zwei Stunden. Teile sie und füge die Teile einzeln hinzu.',
    TOO_MANY_CHANNELS:
      'Diese Aufnahme hat mehr als zwei Kanäle. Speichere sie in Stereo oder Mono.',
    SAMPLE_RATE:
      'Ihre Abtastrate liegt unter 8 oder über 96 kHz. Speichere sie mit 44,1 oder 48 kHz.',
    SILENT: 'In dieser Aufnahme ist nichts zu hören. Sieh nach, ob es die richtige ist.',
    SOURCE_CHANGED:
      'In die Datei wurde geschrieben, während ich sie vorbereitet habe. Warte, bis sie vollständig ist, und füge sie noch einmal hinzu.',
    TIMEOUT:
      'Diese Datei vorzubereiten dauerte viel zu lange, darum habe ich aufgehört. Speichere sie als mp3 und füge die hinzu.',
    STOPPED: 'Angehalten. Es wurde nichts hinzugefügt.',
    NOT_STORED:
      'Die vorbereitete Datei ließ sich nicht schreiben. Sieh nach, ob die Platte voll ist und ob dieses Konto in den Ordner schreiben darf.',
    NOT_VERIFIED:
      'Was herauskam, ist nicht so lang wie das, was hineinging, darum behalte ich es nicht. Speichere die Aufnahme als wav und füge die hinzu.',
  },
  downloadFaults: {
    HOST: 'Diese Datei liegt nicht bei Discord, oder Discord hat mich anderswohin geschickt, und von anderswo hole ich nichts. Häng sie noch einmal an den Befehl an.',
    GONE: 'Discord hat diese Datei nicht mehr. Häng sie noch einmal an den Befehl an.',
    TOO_LARGE:
      'Es kamen mehr als 500 Megabyte, darum habe ich es gelassen. Speichere die Aufnahme als mp3 oder flac, das ist kleiner.',
    TIMEOUT:
      'Von der Datei kam nichts mehr, oder sie brauchte länger als zehn Minuten, darum habe ich aufgehört. Häng sie etwas später noch einmal an.',
    NETWORK: 'Die Datei kam nicht ganz an. Häng sie etwas später noch einmal an.',
    NOT_STORED:
      'Ich konnte die Datei nicht ablegen, um mit ihr zu arbeiten. Wer den Rechner betreut, kann nachsehen, ob seine Platte voll ist.',
    STOPPED:
      'Ich wurde angehalten, bevor die Datei da war. Es wurde nichts hinzugefügt; bitte füge sie noch einmal hinzu.',
  },
  pageFaults: {
    BAD_ADDRESS:
      'Diese Adresse konnte ich nicht lesen. Kopiere sie aus dem Browser: https://soundcloud.com/, das Konto und die Aufnahme.',
    NOT_HTTPS: 'Die Adresse der Seite beginnt mit https://. Kopiere sie aus dem Browser.',
    OTHER_SITE:
      'Diese Seite ist nicht auf soundcloud.com. Für jede andere Seite gibt es die Angabe Link.',
    PLAYLIST: 'Das ist eine Liste von Aufnahmen. Nenne die Seite der einen Aufnahme.',
    USER_PAGE: 'Das ist die Seite eines Kontos. Nenne die Seite der einen Aufnahme.',
    SECRET_LINK:
      'Das ist eine private Adresse, die wie ein Schlüssel ist, darum behalte ich sie nicht. Nenne die öffentliche, oder lass sie weg.',
    SHORT_LINK:
      'Das ist ein Kurzlink, der überallhin führen kann. Öffne ihn und kopiere die ganze Adresse aus dem Browser.',
    CLOSED:
      'SoundCloud zeigt diese Seite nicht allen. Mach sie dort öffentlich, oder lass sie weg.',
    ELSEWHERE:
      'Diese Seite führt weiter an einen Ort, der nicht SoundCloud ist, und dort habe ich angehalten.',
    CRASHED:
      'Ich konnte mir die Seite nicht ansehen: Das Programm, das SoundCloud fragt, brach ab. Versuch es etwas später noch einmal, oder lass die Seite weg.',
    WRONG_ACCOUNT:
      'Diese Seite gehört zu einem anderen Konto als dem eurer Gemeinschaft. Sieh nach, ob es die richtige ist.',
    NO_ACCOUNT:
      'Die Einstellungen nennen kein Konto bei SoundCloud, darum weiß ich nicht, wem die Seite gehört. Lass sie weg, oder bitte die, die Bellkeeper betreiben, es dort einzutragen.',
    GONE: 'Diese Seite gibt es bei SoundCloud nicht, oder nicht mehr. Sieh dir die Adresse an.',
    PREVIEW_ONLY:
      'SoundCloud gibt von dieser Aufnahme nur die ersten Sekunden für alle frei, darum beweist ihre Seite nichts.',
    DRM: 'SoundCloud schützt diese Aufnahme, darum beweist ihre Seite nichts.',
    RATE_LIMITED:
      'SoundCloud bittet mich zu warten. Versuch es in einer Viertelstunde noch einmal.',
    NETWORK:
      'Ich habe SoundCloud nicht erreicht. Versuch es etwas später noch einmal, oder lass die Seite weg.',
    TIMEOUT:
      'SoundCloud hat nicht rechtzeitig geantwortet. Versuch es etwas später noch einmal, oder lass die Seite weg.',
    UNREADABLE:
      'SoundCloud hat so geantwortet, dass ich es nicht verstehe. Lass die Seite vorerst weg.',
    DISAGREES:
      'SoundCloud hat mir über diese Seite zweierlei gesagt, darum verlasse ich mich nicht darauf. Lass die Seite vorerst weg.',
    RESTING:
      'Bei SoundCloud ging es dreimal hintereinander nicht, darum lasse ich es eine Viertelstunde in Ruhe. Versuch es dann noch einmal, oder lass die Seite weg.',
  },
};

export const ingest = createIngest(words, recording.refusals);
