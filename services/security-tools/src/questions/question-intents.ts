import type { QuestionIntents } from '@hopwise/contracts/question-intents';
import { intents } from './intents.ts';
import { identifiers, listParameters, namedValues } from './named-values.ts';
import { examples, languages, outside, replies } from './replies.ts';

/** What people ask the tools, for the local planner. */
export const questionIntents: QuestionIntents = {
  identifiers,
  values: namedValues,
  lists: listParameters,
  intents,
  replies,
  languages,
  outside,
  examples,
};
