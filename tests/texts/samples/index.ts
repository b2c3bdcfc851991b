/** Every text with its samples, a line for each feature. */
import { features as alerts } from './alerts.ts';
import { features as answers } from './answers.ts';
import { features as events } from './events.ts';
import { features as health } from './health.ts';
import { features as ingest } from './ingest.ts';
import { features as page } from './page.ts';
import { features as panel } from './panel.ts';
import { features as popularity } from './popularity.ts';
import { features as posts } from './posts.ts';
import { features as preflight } from './preflight.ts';
import { features as recording } from './recording.ts';
import { features as refusals } from './refusals.ts';
import type { Feature } from './sample.ts';
import { features as schedule } from './schedule.ts';
import { features as signUp } from './sign-up.ts';
import { features as soundCloud } from './sound-cloud.ts';
import { features as status } from './status.ts';
import { features as store } from './store.ts';
import { features as teaching } from './teaching.ts';
import { features as vote } from './vote.ts';
import { features as wording } from './wording.ts';
import { features as voice } from './voice.ts';

export const features: readonly Feature[] = [
  ...posts,
  ...alerts,
  ...refusals,
  ...status,
  ...answers,
  ...voice,
  ...wording,
  ...recording,
  ...ingest,
  ...soundCloud,
  ...store,
  ...page,
  ...events,
  ...health,
  ...panel,
  ...popularity,
  ...preflight,
  ...schedule,
  ...signUp,
  ...teaching,
  ...vote,
];
