import type { OutsideTexts } from '../outside.ts';

export const outside: OutsideTexts = {
  noServer: () =>
    'Ich begleite gemeinsames Üben nur auf einem Server. Bitte nutze diesen Befehl dort in einem Kanal.',
  otherServer: () =>
    'Ich begleite das gemeinsame Üben eines anderen Servers und kann hier nicht helfen.',
};
