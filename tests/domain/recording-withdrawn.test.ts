/** A recording that may be heard no more while it plays, as stories. */
import { expect, test } from '@jest/globals';
import { asId, type RecordingId } from '../../src/domain/identity.ts';
import { here, listen, someone, tell, type Happening } from './story.ts';

const kindness = asId<RecordingId>('kindness');
const withdrawn = (recordingId: RecordingId): Happening => ({
  type: 'recordingWithdrawn',
  recordingId,
});
const chosen: Happening = {
  type: 'chose',
  choice: { kind: 'recording', recordingId: kindness },
  by: someone,
};

function playing() {
  const story = tell().at(0, here(0, 3)).at(5.1, { type: 'stopped', by: someone }).at(7, chosen);
  story.deeds();
  return listen(story, 7, 12);
}

test('it fades, the room is told kindly, and chooses again', () => {
  const story = playing().at(12, withdrawn(kindness));
  expect(story.deeds()).toEqual(['fadeOut', 'say:withdrawn', 'say:choices']);
  expect(story.state).toMatchObject({ phase: 'choosing', soundKey: null });
  expect(story.last?.rule).toBe('withdrawn');
});

test('what is said of another recording moves nothing', () => {
  const story = playing();
  const before = story.state;
  story.at(12, withdrawn(asId<RecordingId>('another')));
  expect(story.state).toBe(before);
  expect(story.deeds()).toEqual([]);
});

test('where nothing plays, nothing is ended', () => {
  const story = tell().at(0, here(0, 3)).at(1, withdrawn(kindness));
  expect(story.state.phase).toBe('waiting');
  const over = playing().at(70);
  over.deeds();
  expect(over.at(71, withdrawn(kindness)).deeds()).toEqual([]);
});
