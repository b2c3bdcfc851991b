import { createSignUp, type SignUpWords } from '../sections/sign-up.ts';
import type { CommandTexts } from '../texts.ts';
import { time } from './time.ts';

const words: SignUpWords = {
  refusals: {
    UNKNOWN:
      'Einen Termin mit diesem Namen kenne ich nicht. Schreib den Befehl noch einmal, warte, bis sich die Liste öffnet, und wähle daraus.',
    CANCELLED: 'Dieser Termin findet nicht statt. `/termine` zeigt die nächsten.',
    OVER: 'Dieser Termin ist vorbei. `/termine` zeigt, wann die nächsten beginnen.',
    PAUSED:
      'Diese Termine pausieren gerade. Wenn es weitergeht, kannst du dich wieder anmelden; `/termine` zeigt die anderen.',
  },
  ask: (what, when) =>
    `${what}, ${when}. Soll ich dich für alle Termine anmelden oder nur für diesen?`,
  askSingle: (what, when) =>
    `Du bist für ${what}, ${when}, angemeldet. Du kannst zu allen Terminen kommen oder diesen auslassen.`,
  askEvery: (what, when) =>
    `Du bist für alle Termine von ${what} angemeldet. Du kannst ${when} auslassen oder dich ganz abmelden.`,
  signedUpForSeries: (what) => `Du bist für alle Termine von ${what} angemeldet.`,
  alreadyForSeries: (what) => `Du bist schon für alle Termine von ${what} angemeldet.`,
  next: (when) => `Der nächste beginnt ${when}.`,
  signedUpForOne: (what, when) => `Du bist für ${what}, ${when}, angemeldet.`,
  alreadyForOne: (what, when) => `Du bist für ${what}, ${when}, schon angemeldet.`,
  oneBySeries: (what) =>
    `Du bist für alle Termine von ${what} angemeldet, auch für diesen. Mehr ist nicht zu tun.`,
  reachedDirectly:
    'Ich erinnere dich mit einer Direktnachricht und melde mich, wenn sich etwas ändert.',
  reachedByMention:
    'Ich erwähne dich, bevor es beginnt und wenn sich etwas ändert. Unter `/mein einstellungen` geht es auch anders.',
  signedOff: (what) => `Du bist von ${what} abgemeldet.`,
  staysForOthers: 'Für die anderen Termine bleibst du angemeldet.',
  welcomeAnyway: 'Du bist jederzeit willkommen, ob angemeldet oder nicht.',
  notSigned: (what) => `Du bist für ${what} nicht angemeldet, es ist also nichts zu ändern.`,
  askZone:
    'Wo lebst du? Dann kann ich dir sagen, wann sich durch die Zeitumstellung etwas verschiebt, und ich schreibe dir nur, wenn bei dir Tag ist. Steht dein Ort nicht in der Liste: `/mein einstellungen`.',
  zoneSaved: (place, clock) =>
    `Danke. Ich richte mich nach der Zeit in ${place}, wo es jetzt ${clock} ist.`,
  zoneUnknown: (written, nearest) =>
    `Einen Ort namens „${written}“ kenne ich nicht. Meintest du ${nearest}? Schreib noch einmal \`/mein einstellungen\` und wähle aus der Liste deinen Ort oder eine große Stadt in der Nähe.`,
  zoneIsOffset: (written) =>
    `„${written}“ sagt nicht, wann bei dir die Uhren umgestellt werden. Wähle bitte eine Stadt, in der es so spät ist wie bei dir.`,
  zonesWithIt: (places) => `Das sind zurzeit: ${places}.`,
  every: (series) => `Du bist für alle Termine von ${series} angemeldet.`,
  nothingSigned:
    'Du bist noch für nichts angemeldet. Jede Erinnerung hat einen Knopf dafür, und `/anmelden` tut dasselbe.',
  nonePlanned: 'Zurzeit ist keiner geplant.',
  nextSessions: 'Deine nächsten Termine:',
  onlySessions: 'Du bist angemeldet für:',
  onlyThisOne: 'nur dieser',
  more: (count) => `Und ${count} weitere.`,
  settings: {
    zoneUnknown: (place) =>
      `Ich weiß nicht, wo du lebst, und richte mich deshalb nach der Zeit in ${place}.`,
    zone: (place, clock) => `Ich richte mich nach der Zeit in ${place}, wo es jetzt ${clock} ist.`,
    direct: (reminders) =>
      `Ich schreibe dir direkt, wenn bei dir Tag ist. Erinnerungen: ${reminders}.`,
    mention: 'Ich erwähne dich im Kanal, bevor ein Termin beginnt und wenn sich etwas ändert.',
    languageOfDiscord: 'Ich schreibe dir in der Sprache deines Discord.',
    language: (name) => `Ich schreibe dir auf ${name}.`,
    how: '`/mein einstellungen` ändert es, `/mein daten` gibt dir alles, was ich speichere, `/mein vergessen` löscht es.',
  },
  settingsSaved: 'Das ist gespeichert.',
  remindersNeedDirect:
    'Erinnerungen zu eigenen Zeiten kommen als Direktnachricht, und die hast du nicht gewählt. Das änderst du mit `/mein einstellungen` unter „nachrichten“.',
  data: 'In dieser Datei steht alles, was ich über dich speichere. `/mein vergessen` löscht es für immer.',
  noData: 'Ich speichere nichts über dich.',
  forgetPreview:
    'Alles, was ich über dich speichere, wird sofort gelöscht: deine Anmeldungen, deine Einstellungen und dein Name in meinen Aufzeichnungen. Das lässt sich nicht rückgängig machen. Soll ich es tun?',
  forgotten:
    'Alles, was ich über dich gespeichert hatte, ist gelöscht. Du bist jederzeit willkommen.',
  rolesLeft:
    'Discord hat mich dir eine Rolle nicht nehmen lassen, die zur Anmeldung gehörte; die Koordination kann es.',
  forgetKept: 'Es wurde nichts geändert.',
  directReminder: ({ what, relative, when, room }) =>
    `${what} beginnt ${relative}, ${when}, in ${room}.`,
  mentionReminder: (what, relative) => `${what} beginnt ${relative}.`,
  directClosed:
    'Eine Direktnachricht konnte ich dir nicht schicken. Im Servermenü unter Privatsphäre, Direktnachrichten kannst du sie erlauben; `/mein einstellungen` schaltet sie ab.',
  directSpent:
    'Für heute habe ich so viele Direktnachrichten verschickt, wie ich darf, deshalb sage ich es dir hier.',
  weekly: (from, place) =>
    `**Die Termine der Woche**, ab ${from}. Die Zeiten sind deine eigenen; in Klammern die in ${place}.`,
  inRoom: (what, room) => `${what} in ${room}`,
  weeklyMore: (count) => `Und ${count} weitere; \`/termine\` zeigt sie.`,
  rolesRefused:
    'Ich kann die Rollen derer, die sich anmelden, nicht geben oder nehmen. Deshalb erwähne ich die Leute einzeln in einem Thread. Wenn euch Rollen lieber sind: Servereinstellungen, Rollen, Bellkeeper über die Rollen ziehen, die er angelegt hat, und ihm „Rollen verwalten“ erlauben.',
  buttons: {
    signUp: 'Anmelden',
    signUpSeries: 'Alle Termine',
    signUpOnce: 'Nur dieser',
    signOffSeries: 'Von allen abmelden',
    signOffOnce: 'Diesen auslassen',
    my: 'Meine Termine',
    tellDirectly: 'Direktnachrichten bekommen',
    mentionMe: 'Lieber erwähnt werden',
    forgetMe: 'Alles über mich löschen',
    stay: 'So lassen',
  },
  weeklyPlaceholder: 'Für alle Termine anmelden von …',
  zonePlaceholder: 'Wähle einen Ort mit deiner Zeit',
  everySession: 'alle Termine',
  zoneFound: (place, clock) => `${place}: dort ist es jetzt ${clock}`,
  zoneNow: (clock) => `Dort ist es jetzt ${clock}`,
  threadForAll: 'Für alle, die angemeldet sind',
  reminderTimes: {
    series: 'wie sie jeder Termin hat',
    '10': '10 Minuten vorher',
    '30': '30 Minuten vorher',
    '60': 'eine Stunde vorher',
    '60+10': 'eine Stunde und 10 Minuten vorher',
    '1440': 'einen Tag vorher',
    '1440+60': 'einen Tag und eine Stunde vorher',
    '1440+60+10': 'einen Tag, eine Stunde und 10 Minuten vorher',
  },
  languages: { en: 'Englisch', es: 'Spanisch', de: 'Deutsch', fr: 'Französisch' },
};

const commands: CommandTexts = {
  signup: {
    name: 'anmelden',
    description: 'An einen Termin oder an alle Termine einer Reihe erinnert werden',
    options: { session: { name: 'termin', description: 'Tippe ein paar Buchstaben und wähle' } },
  },
  signoff: {
    name: 'abmelden',
    description: 'An einen Termin oder eine Reihe nicht mehr erinnert werden',
    options: { session: { name: 'termin', description: 'Tippe ein paar Buchstaben und wähle' } },
  },
  my: {
    name: 'mein',
    description: 'Deine Termine und Einstellungen, und was über dich gespeichert ist',
  },
  'my sessions': { name: 'termine', description: 'Die Termine, für die du angemeldet bist' },
  'my settings': {
    name: 'einstellungen',
    description: 'Deine Zeitzone, Erinnerungen, Nachrichten und Sprache',
    options: {
      zone: { name: 'zeitzone', description: 'Dein Ort oder eine große Stadt in der Nähe' },
      reminders: {
        name: 'erinnerungen',
        description: 'Wann dich Direktnachrichten erinnern',
        choices: words.reminderTimes,
      },
      messages: {
        name: 'nachrichten',
        description: 'Wie du benachrichtigt wirst',
        choices: {
          direct: 'mit einer Direktnachricht, wenn bei dir Tag ist',
          mention: 'mit einer Erwähnung im Kanal',
        },
      },
      language: {
        name: 'sprache',
        description: 'Die Sprache, in der nur dir geschrieben wird',
        choices: { discord: 'wie in meinem Discord', ...words.languages },
      },
    },
  },
  'my data': { name: 'daten', description: 'Alles, was über dich gespeichert ist, als Datei' },
  'my forget': {
    name: 'vergessen',
    description: 'Alles löschen, was über dich gespeichert ist, nachdem du es bestätigt hast',
  },
};

export const signUp = createSignUp(words, time, commands);
