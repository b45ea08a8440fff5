import { cureOf } from '@hopwise/chat-client/failure-cures';
import type { TurnFailure, TurnFailureCode } from '../api/turn-failure.ts';

const askTheOperator =
  'Send the correlation id to the operator of this stage, who can find the turn in every log.';
const readThePage = 'Open the page of the code. It names the cause and the cure.';

/** Titles of failures that name no hop. */
const titles: Readonly<Partial<Record<TurnFailureCode, string>>> = {
  API_UNREACHABLE: 'No connection to the API',
  STREAM_CUT: 'The answer is incomplete',
  AGENT_MODEL_FAILED: 'The agent’s model failed',
  AGENT_THROTTLED: 'The agent is busy',
  AGENT_QUOTA_EXCEEDED: 'A Bedrock quota is used up',
  AGENT_MODEL_NOT_READY: 'The model is loading',
  AGENT_TIMEOUT: 'The agent took too long',
  SESSION_NOT_YOURS: 'This conversation belongs to another user',
};

export const titleFor = (code: string): string => {
  const byCode: Readonly<Record<string, string | undefined>> = titles;
  return byCode[code] ?? 'The question was not answered';
};

/** What a person can do. `isDocumented`: the page has a section about the code. */
export const cureFor = (
  { code, hop }: Pick<TurnFailure, 'code' | 'hop'>,
  isDocumented: boolean,
): string => {
  if (code === 'SIGN_IN_EXPIRED') return 'Sign in again. This browser keeps the conversation.';
  const fallback = isDocumented ? readThePage : askTheOperator;
  return cureOf(code, hop) ?? fallback;
};
