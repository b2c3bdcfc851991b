/** Puts the page together. */
import { showComingUp } from './coming-up.ts';
import { showComposer } from './composer.ts';
import { connect } from './connection.ts';
import { byId, element, fill, setText } from './elements.ts';
import { ignoreStrayDrops } from './file-field.ts';
import { openForm } from './form-dialog.ts';
import { showHeader } from './head.ts';
import { showMessages } from './messages.ts';
import { showPlaces } from './places.ts';
import type { Action, Answer, CommandView, OptionValue } from './protocol.ts';
import { Room } from './room.ts';
import { showSession } from './session-panel.ts';
import { showSoundBar } from './sound-bar.ts';
import { createSoundPlayer } from './sound-player.ts';
import { showTabs } from './tabs.ts';
import { words } from './words.ts';

/** So long a sentence about what could not be done stays. */
const NOTICE_MS = 8_000;

const VISITED = 'bellkeeper.visited';

const room = new Room();
const player = createSoundPlayer();
const banner = byId('banner');
let noticeTimer = 0;
let notice = '';
let isFirstVisit = localStorage.getItem(VISITED) === null;

const connection = connect({
  onNews: (news) => {
    if (news.type !== 'answer') room.take(news);
  },
  onPacket: (packet) => player.play(packet),
  onState: (isOpen) => {
    room.setLinked(isOpen);
    if (isOpen && player.isOn) void connection.ask({ type: 'listen', isOn: true });
  },
});

function showBanner(): void {
  const isLost = room.isLinked === false;
  const text = isLost ? words.pageGone : notice;
  banner.hidden = text === '';
  banner.classList.toggle('lost', isLost);
  setText(banner, text);
}

function say(text: string): void {
  clearTimeout(noticeTimer);
  notice = text;
  showBanner();
  noticeTimer = setTimeout(() => {
    notice = '';
    showBanner();
  }, NOTICE_MS);
}

/** Asks, and shows what stands in the way, if anything does. */
async function ask(action: Action): Promise<boolean> {
  return show(await connection.ask(action));
}

function show(answer: Answer): boolean {
  if (answer.kind === 'not') {
    say(answer.words);
    return false;
  }
  if (answer.kind === 'form') {
    const { form } = answer;
    const { interactionId } = form;
    openForm(form, (values) => ask({ type: 'submitForm', interactionId, values }));
  }
  return true;
}

async function setSound(isOn: boolean): Promise<void> {
  await (isOn ? player.turnOn() : player.turnOff());
  soundBar.refresh();
  await connection.ask({ type: 'listen', isOn: player.isOn });
}

/** From here on the channels are shown instead of the first words. */
function endFirstVisit(): void {
  if (!isFirstVisit) return;
  isFirstVisit = false;
  localStorage.setItem(VISITED, 'yes');
}

function use(command: CommandView, options: Record<string, OptionValue>) {
  const { name, subcommand } = command;
  return { channelId: room.channelId, name, subcommand, options };
}

const openTab = showTabs();

function openChannel(channelId: string): void {
  endFirstVisit();
  room.openChannel(channelId);
  openTab('messages');
}

const people = { be: async (personId: string) => void (await ask({ type: 'be', personId })) };

const story = {
  isFirstVisit: () => isFirstVisit,
  async beginStory() {
    isStoryPutAway = false;
    void setSound(true);
    if (!(await ask({ type: 'beginStory' }))) return;
    const hall = room.directory.channels.find(({ kind }) => kind === 'room');
    if (hall !== undefined) openChannel(hall.id);
  },
};

ignoreStrayDrops();
showHeader(room, ask);
showPlaces(room, { openChannel, ask });
showMessages(room, {
  ...people,
  ...story,
  press: async ({ id }, controlId) => {
    await ask({ type: 'press', messageId: id, controlId });
  },
  choose: async ({ id }, controlId, values) => {
    await ask({ type: 'choose', messageId: id, controlId, values });
  },
  putAway: ({ id }) => room.putAway(id),
  openThread: openChannel,
});
showComposer(room, {
  ...people,
  ask,
  say,
  write: (text) => {
    if (isFirstVisit) openChannel(room.channelId);
    return ask({ type: 'write', channelId: room.channelId, text });
  },
  run: (command, options) => {
    if (isFirstVisit) openChannel(room.channelId);
    return ask({ type: 'command', ...use(command, options) });
  },
  complete: (command, options, option) =>
    connection.ask({ type: 'complete', option, ...use(command, options) }),
});
showSession(room, story);
showComingUp(room);
const soundBar = showSoundBar(room, player, () => void setSound(!player.isOn));

const storyLine = byId('story');
let isStoryPutAway = false;
const putStoryAway = element(
  'button',
  {
    type: 'button',
    class: 'link',
    click: () => {
      isStoryPutAway = true;
      showStory();
    },
  },
  words.dismiss,
);
function showStory(): void {
  const phase = room.reading.session?.phase ?? '';
  const isPlaying = room.story === 'going' || room.story === 'beginning';
  const byPhase = isPlaying ? words.storyByPhase[phase] : undefined;
  const text = byPhase ?? words.story[room.story];
  storyLine.hidden = text === '' || isStoryPutAway;
  if (storyLine.textContent?.startsWith(text)) return;
  fill(storyLine, text, room.story === 'over' ? putStoryAway : null);
}
room.on('story', showStory);
room.on('reading', showStory);
room.on('link', showBanner);
