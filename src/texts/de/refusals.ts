import { createNotAllowed } from '../sections/refusals.ts';
import type { RefusalTexts } from '../texts.ts';

const pickFromList =
  'Schreib `/abspielen`, warte, bis sich die Liste öffnet, und wähle dort einen Titel; `/aufnahmen` zeigt alle.';

export const refusals: RefusalTexts = {
  NOT_ALLOWED: createNotAllowed({
    deeds: {
      welcome: 'um die Begrüßung bitten',
      play: 'eine Aufnahme beginnen',
      sit: 'eine Stille beginnen',
      choose: 'wählen, was als Nächstes kommt',
      another: 'wählen, was als Nächstes kommt',
      stop: 'den Ton anhalten',
      hold: 'die Begrüßung aufschieben',
      takeOver: 'den Raum übernehmen',
      schedule: 'den Zeitplan ändern',
      confirmDraft: 'den Zeitplan ändern',
      discardDraft: 'den Zeitplan ändern',
      teachers: 'die Leitungen einteilen',
      popularity: 'sehen, wie viele kommen',
    },
    otherDeed: 'das tun',
    onlyThese: {
      everyone: (deed) =>
        `Nur wer zu diesem Server gehört, kann ${deed}. Bitte tritt ihm bei und versuch es dann noch einmal.`,
      volunteer: (deed) =>
        `Nur Freiwillige, Lehrpersonen und die Koordination können ${deed}. Du kannst im Raum sagen, was du dir wünschst, oder die Koordination bitten, dich zu den Freiwilligen zu nehmen.`,
      teacher: (deed) =>
        `Nur Lehrpersonen und die Koordination können ${deed}. Wenn du diesen Termin anleitest, bitte die Koordination um die Rolle dafür.`,
      coordinator: (deed) =>
        `Nur die Koordination kann ${deed}. Bitte schreib ihr, sie kümmert sich darum.`,
    },
  }),
  NO_SESSION_NOW: () => 'Gerade läuft kein Termin. `/termine` zeigt, wann die nächsten beginnen.',
  BUTTON_IS_OLD: () =>
    'Dieser Knopf gehört zu einem früheren Augenblick. An der neuesten Nachricht im Raum sind die Knöpfe, die gelten, und `/status` sagt, was gerade geschieht.',
  TOO_MANY_AT_ONCE: () =>
    'Gerade kommt mehr auf einmal, als ich gut beantworten kann. Bitte warte ein paar Sekunden und versuch es noch einmal; was vorher getan war, bleibt getan.',
  UNKNOWN_RECORDING: () =>
    `Ich spiele nur, was auf der Liste der freigegebenen Aufnahmen steht. ${pickFromList}`,
  OTHER_GUILD: () =>
    'Auf diesem Server begleite ich keine Termine. Bitte nutze mich auf dem Server, auf dem deine Termine sind.',
  SESSION: {
    NOT_STARTED: () =>
      'Der Termin hat noch nicht begonnen; bitte frag mich dann wieder. `/status` sagt, wann er beginnt.',
    OVER: () => 'Dieser Termin ist vorbei. `/termine` zeigt, wann die nächsten beginnen.',
    TEACHER_IS_HERE: () =>
      'Eine Lehrperson ist da, also bleibe ich still. Du kannst ihr sagen, was du dir wünschst; ist niemand zum Anleiten da, beginne ich gern.',
    NO_TEACHER_IN_ROOM: () =>
      'Ich übergebe an eine Lehrperson, die im Sprachkanal ist. Bitte komm dorthin und drück den Knopf noch einmal.',
    NOBODY_HERE: () =>
      'Noch ist niemand im Sprachkanal. Bitte komm dorthin, oder warte auf die erste Person, und frag mich noch einmal.',
    VIEW_IS_STALE: () =>
      'Ich sehe gerade nicht, wer im Raum ist, und möchte so lieber nicht beginnen. Bitte versuch es in einer Minute wieder.',
    ALREADY_WELCOMED: () =>
      'Die Begrüßung wird bei jedem Termin nur einmal gelesen. Weiter geht es mit `/abspielen` oder `/stille`.',
    NOTHING_TO_HOLD: () =>
      'Gerade steht nichts bevor, also ist nichts aufzuschieben. `/anhalten` beendet den Ton, und `/status` sagt, was gerade geschieht.',
    NOTHING_TO_STOP: () => 'Gerade ist nichts zu hören. `/status` sagt, was gerade geschieht.',
    NOTHING_TO_TAKE_OVER: () =>
      'Gerade spielt nichts, also ist nichts zu übergeben. Der Raum gehört dir; beginne, wann du magst.',
    NOT_ENOUGH_TIME: () =>
      'Dafür reicht die Zeit bis zum Ende nicht mehr. Bitte wähle etwas Kürzeres; `/abspielen` zeigt zuerst, was noch passt.',
    BAD_LENGTH: () => 'Die Stille dauert 10 bis 20 Minuten. Bitte wähle eine Länge dazwischen.',
    NO_VOTE: () =>
      'In diesen Sitzungen wählen Freiwillige, was als Nächstes kommt. Du kannst im Raum sagen, was du gern hättest.',
    VOTE_IS_OVER: () =>
      'Für jetzt ist gewählt, und es gibt nichts abzustimmen. `/status` sagt, was gerade geschieht, und du kannst gern dabei sein.',
    NOT_IN_ROOM: () =>
      'Wer im Sprachraum ist, wählt mit. Komm gern dazu und drück den Knopf dann noch einmal.',
    NOT_LISTED: () =>
      `Ich spiele nur, was auf der Liste der freigegebenen Aufnahmen steht. ${pickFromList}`,
    NOT_APPROVED: () =>
      `Diese Aufnahme ist noch nicht freigegeben. Bitte wähle eine andere, oder frag die Koordination danach. ${pickFromList}`,
    REVOKED: () =>
      `Diese Aufnahme steht nicht mehr auf der Liste. Bitte wähle eine andere. ${pickFromList}`,
    PERMISSION_ENDED: () =>
      `Unsere Erlaubnis, diese Aufnahme zu spielen, ist abgelaufen. Bitte wähle eine andere. ${pickFromList}`,
  },
};

export function trouble({ incidentId }: { readonly incidentId: string }): string {
  return `Bei mir ist etwas schiefgegangen, nicht bei dir; bitte versuch es gleich noch einmal, und wenn es so bleibt, zeig der Koordination das hier: ${incidentId}`;
}
