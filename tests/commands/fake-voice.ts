/** The own voice of the fake app: the real decisions, over what is kept in memory. */
import type { OwnVoice } from '../../src/app/own-voice.ts';
import { createOwnVoice } from '../../src/app/own-voice-desk.ts';
import type { OwnSentence } from '../../src/app/ports.ts';
import { SpeechMaker } from '../../src/app/speech-maker.ts';
import { Turns } from '../../src/app/turns.ts';
import { asId, type GuildId } from '../../src/domain/identity.ts';
import { createFakePreparer } from '../recordings/fake-preparer.ts';
import { createFakeSpeech } from '../recordings/fake-speech.ts';
import { settingsById, usualSettings } from '../guild-settings.ts';

export function createFakeVoice(nowMs: () => number): OwnVoice {
  const guildId = asId<GuildId>('1');
  const keptByName = new Map<string, OwnSentence>();
  const speech = createFakeSpeech();
  const { takeFile, preparer } = createFakePreparer();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  let drafts = 0;
  return createOwnVoice({
    store: {
      transaction: (work) => work(),
      settings: { get: () => null, set: () => {} },
      audit: { add: () => {}, latest: () => [] },
      ownSentences: {
        find: (_guildId, ...name) => keptByName.get(name.join()) ?? null,
        list: () => [...keptByName.values()],
        save(_guildId, sentence) {
          const { language, sentenceId, status } = sentence;
          keptByName.set([language, sentenceId, status].join(), sentence);
        },
        remove: (_guildId, ...name) => void keptByName.delete(name.join()),
      },
    },
    library: {
      sentence: () => null,
      welcome: () => ({ spoken: null, proposed: null }),
    },
    speech,
    maker: new SpeechMaker({
      store: { allowlist: { namedSha256s: () => new Set<string>() } },
      take: takeFile,
      preparer: {
        ...preparer,
        prepare: async (path, watch) => shortened(await preparer.prepare(path, watch)),
      },
      speech,
      turns: new Turns(),
      log,
    }),
    sentenceText: (_language, sentenceId) => `The words of ${sentenceId}.`,
    clock: { nowMs },
    guilds: settingsById(usualSettings(guildId)),
    newDraftId: () => {
      drafts += 1;
      return `voice-${drafts}`;
    },
  });
}

/** Ten minutes are a recording; a sentence takes ten seconds. */
function shortened<Prepared extends object>(prepared: Prepared): Prepared {
  return 'lengthMs' in prepared ? { ...prepared, lengthMs: 10_000 } : prepared;
}
