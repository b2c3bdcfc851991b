import type { WordingTexts } from '../../../src/texts/wording-texts.ts';
import { type Feature, nothing, sectionOf } from './sample.ts';

const proposal: Parameters<WordingTexts['proposal']>[0] = {
  language: 'es',
  english: '…',
  proposed: '— —',
  isApproved: false,
  isGuildLanguage: true,
  isSpoken: false,
};

const wording = sectionOf(
  'wording',
  () => ({
    proposal: [
      [proposal],
      [{ ...proposal, language: 'de', isGuildLanguage: false }],
      [{ ...proposal, language: 'fr', isApproved: true }],
      [{ ...proposal, isApproved: true, isSpoken: true }],
    ],
    nothingProposed: [[{ language: 'es' }], [{ language: 'de' }], [{ language: 'fr' }]],
    approved: [
      [{ language: 'es', isGuildLanguage: true, isSpoken: false }],
      [{ language: 'fr', isGuildLanguage: true, isSpoken: true }],
      [{ language: 'de', isGuildLanguage: false, isSpoken: false }],
    ],
    takenBack: [[{ language: 'de' }]],
    changed: nothing,
    buttons: { approveWording: nothing, takeBackWording: nothing },
  }),
  { kinds: { buttons: 'button' } },
);

export const features: readonly Feature[] = [wording];
