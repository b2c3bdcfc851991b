import type { PageTexts } from '../page-texts.ts';

export const page: PageTexts = {
  languageName: () => 'Deutsch',
  languages: () => 'Sprachen',

  title: ({ communityName }) => `Gemeinsames Üben bei ${communityName}`,
  summary: ({ communityName }) =>
    `Wann ${communityName} in den nächsten vier Wochen gemeinsam übt, in deiner eigenen Zeit, und wie du dazukommst. Du bist willkommen.`,
  skipToSessions: () => 'Zu den Terminen',
  heading: () => 'Gemeinsames Üben',
  intro: () => 'Wir üben gemeinsam, online, und du bist willkommen.',
  ahead: () => 'Das sind die Termine der nächsten vier Wochen.',
  timesOfTimetable: ({ place }) => `Alle Zeiten gelten für ${place}.`,
  timesOfVisitor: ({ place, timetable }) =>
    `Alle Zeiten sind deine eigenen, wie in ${place}. Daneben steht die Zeit in ${timetable}.`,
  timesAreTheSame: ({ place }) => `Alle Zeiten sind deine eigenen, dieselben wie in ${place}.`,
  timeIn: ({ time, place }) => `${time} in ${place}`,
  room: ({ roomName }) => `im Raum ${roomName}`,
  cancelled: () => 'Abgesagt: Dieser Termin findet nicht statt.',
  moved: () => 'Verschoben: nicht zur gewohnten Zeit.',
  now: () => 'Findet gerade statt.',
  empty: () =>
    'Für die nächsten vier Wochen ist noch nichts geplant. Neue Termine stehen dann hier und im Kalender.',

  joinHeading: () => 'So kommst du dazu',
  joinOpen: () => 'Öffne einige Minuten vor dem Beginn unsere Gemeinschaft auf Discord.',
  joinRoom: () =>
    'Wähle den Sprachkanal, der beim Termin steht. Du brauchst keine Kamera, und dein Mikrofon kann aus bleiben.',
  joinFreely: () => 'Komm, wie du bist. Du kannst jederzeit gehen.',
  joinLink: () => 'Zu uns auf Discord',
  noTeacherHeading: () => 'Wenn niemand anleiten kann',
  noTeacher: () =>
    'Du bleibst nicht allein: Unser Begleiter Bellkeeper liest eine Begrüßung vor, und dann sitzen wir gemeinsam in Stille oder hören eine freigegebene Aufnahme.',
  calendarHeading: () => 'In deinem Kalender',
  calendar: () =>
    'Einmal abonniert, stehen alle Termine in deinem eigenen Kalender, in deiner eigenen Zeit. Was verschoben oder abgesagt wird, ändert sich dort von selbst.',
  calendarLink: () => 'Alle Termine abonnieren',
  calendarAddress: () => 'Wenn dein Kalender nach einer Adresse fragt, ist es diese:',
  oneSeries: () => 'Nur eine Reihe abonnieren',
  privacy: () => 'Diese Seite setzt keine Cookies und hält nicht fest, wer sie besucht.',

  notReadyHeading: () => 'Einen Moment, bitte',
  notReady: () =>
    'Der Zeitplan ist noch nicht bereit. Bitte komm in einer halben Minute auf diese Seite zurück.',
  notFoundHeading: () => 'Unter dieser Adresse ist nichts',
  notFound: () =>
    'Vielleicht fehlt ein Buchstabe, oder die Reihe, zu der sie gehörte, ist zu Ende gegangen.',
  notAllowedHeading: () => 'Diese Adresse kann nur gelesen werden',
  notAllowed: () => 'Es lässt sich nichts an sie senden.',
  backToSessions: () => 'Zu den nächsten Terminen',

  feedName: ({ communityName }) => `Gemeinsames Üben, ${communityName}`,
  feedNameOfSeries: ({ seriesName, communityName }) => `${seriesName}, ${communityName}`,
  feedCancelled: ({ seriesName }) => `Abgesagt: ${seriesName}`,
  feedMoved: () => 'Dieser Termin liegt nicht zur gewohnten Zeit.',
  feedJoin: ({ roomName }) =>
    `Öffne unsere Gemeinschaft auf Discord und wähle den Sprachkanal ${roomName}. Du brauchst keine Kamera, und dein Mikrofon kann aus bleiben.`,
};
