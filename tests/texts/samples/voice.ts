import { SENTENCE_IDS } from '../../../src/domain/own-sentence.ts';
import type { ListedSentence, ShownSentence } from '../../../src/texts/voice-texts.ts';
import { type Feature, nothing, sectionOf, teacherIds } from './sample.ts';

const [carol = null] = teacherIds;

/** They stand as they are, in whatever language. */
const WORDS = 'Namaste. Shanti, shanti.';

const shown: ShownSentence = {
  sentenceId: 'welcome',
  standing: 'proposed',
  origin: 'recorded',
  words: WORDS,
  lengthMs: 37_420,
  spans: 6,
  setBy: carol,
  isHeard: true,
  needsAnother: false,
};

const listed: readonly ListedSentence[] = [
  { sentenceId: 'welcome', heard: 'recorded', fault: null, proposed: { setBy: carol } },
  { sentenceId: 'close', heard: 'shipped', fault: 'FILE', proposed: { setBy: null } },
  { sentenceId: 'choose', heard: 'none', fault: 'WORDS', proposed: null },
  { sentenceId: 'resumed', heard: 'rhvoice', fault: null, proposed: null },
  { sentenceId: 'silence', heard: 'flite', fault: null, proposed: null },
];

const voice = sectionOf(
  'voice',
  () => ({
    list: [
      [{ sentences: listed }],
      [
        {
          sentences: SENTENCE_IDS.map((sentenceId) => ({
            sentenceId,
            heard: 'none',
            fault: 'FILE',
            proposed: { setBy: carol },
          })),
        },
      ],
    ],
    look: [
      [shown],
      [{ ...shown, needsAnother: true, spans: 1, origin: 'flite' }],
      [{ ...shown, spans: 2, isHeard: false, setBy: null }],
      [{ ...shown, sentenceId: 'close', standing: 'own', origin: 'rhvoice' }],
      [{ ...shown, words: 'ü'.repeat(1_200), needsAnother: true }],
      [
        {
          ...shown,
          sentenceId: 'choose',
          standing: 'shipped',
          origin: null,
          words: null,
          lengthMs: 0,
          setBy: null,
          isHeard: false,
        },
      ],
    ],
    progress: {
      waiting: [[{ ahead: 1 }], [{ ahead: 3 }]],
      taking: nothing,
      speaking: nothing,
      preparing: nothing,
    },
    reset: [
      [
        {
          sentenceId: 'welcome',
          hasAccepted: true,
          hasProposed: true,
          shippedWords: WORDS,
        },
      ],
      [{ sentenceId: 'close', hasAccepted: false, hasProposed: true, shippedWords: null }],
    ],
    accepted: [[{ sentenceId: 'welcome' }]],
    wasReset: [[{ sentenceId: 'close' }]],
    leftAlone: nothing,
    refusals: {
      UNKNOWN_SENTENCE: nothing,
      NOTHING_GIVEN: nothing,
      NO_WORDS: nothing,
      WORDS_NEEDED: nothing,
      TOO_MANY_WORDS: nothing,
      TOO_LONG: nothing,
      NO_ENGINE: nothing,
      NOT_RENDERED: nothing,
      OWN_PROPOSAL: nothing,
      NOTHING_PROPOSED: nothing,
      NOTHING_OWN: nothing,
      FILE_MISSING: nothing,
      CHANGED: nothing,
    },
    buttons: { accept: nothing, reset: nothing, leave: nothing },
    unused: [
      [{ sentenceId: 'welcome', why: 'FILE' }],
      [{ sentenceId: 'close', why: 'WORDS' }],
      [{ sentenceId: 'no-longer-said', why: 'FILE' }],
    ],
  }),
  { kinds: { buttons: 'button' } },
);

export const features: readonly Feature[] = [voice];
