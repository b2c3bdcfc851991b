/** What somebody sees who opens the page for the first time. */
import { element } from './elements.ts';
import { words } from './words.ts';

export interface IntroActions {
  isFirstVisit(): boolean;
  beginStory(): Promise<void>;
}

export function intro(actions: IntroActions): HTMLElement {
  return element(
    'section',
    { class: 'intro', 'aria-labelledby': 'intro-heading' },
    element('img', { src: 'bell.svg', alt: '', width: 56, height: 56 }),
    element('h2', { id: 'intro-heading' }, words.welcomeHeading),
    ...words.welcome.map((sentence) => element('p', {}, sentence)),
    storyButton(actions, 'button primary large'),
    element('p', { class: 'hint' }, words.storyHint),
  );
}

export function storyButton(actions: IntroActions, looks: string): HTMLElement {
  return element(
    'button',
    {
      type: 'button',
      class: looks,
      'data-focus': 'story',
      click: () => void actions.beginStory(),
    },
    words.showStory,
  );
}
