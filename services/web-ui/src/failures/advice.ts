import type { TurnFailure } from '../api/turn-failure.ts';

export type Advice = {
  readonly title: string;
  readonly explanation: string;
  readonly cure: string;
};

const askTheOperator =
  'Give the correlation id to whoever operates this stage: it finds the turn in every log.';
const askAgainLater = 'Wait a minute and ask again.';

/** By code; what is not listed is explained in the web API's own words. */
const adviceByCode: Readonly<Record<string, Advice>> = {
  API_UNREACHABLE: {
    title: 'The API does not answer',
    explanation: 'No connection to the web API came about.',
    cure: 'See whether the network or the local stack is up, then ask again.',
  },
  API_TOKEN_REJECTED: {
    title: 'Not signed in for this API',
    explanation: 'API Gateway refused the question at hop 1 before any function saw it.',
    cure: 'Sign out and in again. If it stays so, the token is of another user pool or lacks the scope.',
  },
  API_FUNCTION_NOT_CALLED: {
    title: 'API Gateway could not call the web API',
    explanation: 'The question was let in at hop 1, but the function behind it did not run.',
    cure: 'Let API Gateway call the function: its resource policy needs an AWS::Lambda::Permission (hop 2).',
  },
  STREAM_CUT: {
    title: 'The answer broke off',
    explanation: 'The connection ended before the answer did.',
    cure: 'Ask again. What was said so far is kept above.',
  },
  SIGN_IN_EXPIRED: {
    title: 'The sign-in has ended',
    explanation: 'The session could not be renewed.',
    cure: 'Sign in again; the conversation is kept in this browser.',
  },
  AGENT_ACCESS_DENIED: {
    title: 'The web API may not ask the agent',
    explanation:
      'Bedrock refused the call at hop 3: the function’s role is not allowed to invoke this agent alias.',
    cure: 'Grant bedrock:InvokeAgent on the one alias ARN to the web API’s role.',
  },
  AGENT_MAINTENANCE_MODE: {
    title: 'This account is closed to Bedrock Agents',
    explanation: 'Amazon Bedrock Agents takes no new customers since 2026-07-30.',
    cure: 'Deploy this stage with the other kind of agent, or use an account that already had agents.',
  },
  AGENT_CREDENTIALS_REJECTED: {
    title: 'Bedrock does not accept the signature',
    explanation:
      'The call of hop 3 carried a signature or session token that Bedrock does not take.',
    cure: `Nothing in front of the SDK may change or replace the Authorization header. ${askTheOperator}`,
  },
  AGENT_ROLE_DENIED: {
    title: 'The agent’s own role lacks a grant',
    explanation: 'The agent could not assume its service role or call its model (hop 4).',
    cure: 'Look at the role’s trust policy (SourceAccount, SourceArn) and its grant to invoke the model.',
  },
  AGENT_DEPENDENCY_FAILED: {
    title: 'The agent could not reach its tools',
    explanation: 'The agent’s action group failed.',
    cure: 'The auth path shows the hop: at 5 the function’s resource policy, at 6 the token, at 7 the roles.',
  },
  AGENT_THROTTLED: {
    title: 'The agent has too much to do',
    explanation: 'Bedrock throttled the question.',
    cure: askAgainLater,
  },
  AGENT_QUOTA_EXCEEDED: {
    title: 'A Bedrock quota is used up',
    explanation: 'The account has reached one of its service quotas.',
    cure: 'Wait, or have the quota raised.',
  },
  AGENT_MODEL_NOT_READY: {
    title: 'The model is not ready yet',
    explanation: 'Bedrock is still loading the model.',
    cure: askAgainLater,
  },
  AGENT_STREAM_INCOMPLETE: {
    title: 'The agent broke off',
    explanation: 'The agent’s stream ended without a final answer.',
    cure: 'Ask again. If it stays so, give the correlation id to whoever operates this stage.',
  },
  AGENT_TIMEOUT: {
    title: 'The agent took too long',
    explanation: 'No answer came within the time that the function has.',
    cure: 'Ask for less at once, for instance for one service or one severity.',
  },
  SESSION_NOT_YOURS: {
    title: 'This conversation belongs to somebody else',
    explanation: 'It was begun under another sign-in.',
    cure: 'Begin a new conversation.',
  },
};

/** `isDocumented` says whether the code has a page of its own, which knows more than this table. */
export const adviceFor = ({ code, message, hop }: TurnFailure, isDocumented: boolean): Advice =>
  adviceByCode[code] ?? {
    title: hop === undefined ? 'The question was not answered' : `Hop ${hop} failed`,
    explanation: message,
    cure: isDocumented ? 'The page of the code names the cause and the cure.' : askTheOperator,
  };
