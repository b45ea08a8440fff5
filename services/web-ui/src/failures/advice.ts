import type { TurnFailure, TurnFailureCode } from '../api/turn-failure.ts';

export type Advice = {
  readonly title: string;
  readonly explanation: string;
  readonly cure: string;
};

const askTheOperator =
  'Send the correlation id to the operator of this stage, who can find the turn in every log.';
const askAgainLater = 'Wait a minute and ask again.';

/** The message of web-api explains the codes that are not in this table. */
const adviceByCode: Readonly<Partial<Record<TurnFailureCode, Advice>>> = {
  API_UNREACHABLE: {
    title: 'The API does not answer',
    explanation: 'The page could not connect to the API.',
    cure: 'Check your network, and the local stack if you use it. Then ask again.',
  },
  API_TOKEN_REJECTED: {
    title: 'The API requires a valid sign-in',
    explanation: 'API Gateway refused the question at hop 1, before any function ran.',
    cure: 'Sign out and sign in again. If that fails, or if this page has no sign-in, check the authorizer of POST /chat: its user pool and its scopes.',
  },
  API_FUNCTION_NOT_CALLED: {
    title: 'API Gateway could not call web-api',
    explanation: 'Hop 1 allowed the question, but the function behind it did not run.',
    cure: 'Allow API Gateway to call the function: its resource policy needs an AWS::Lambda::Permission (hop 2).',
  },
  STREAM_CUT: {
    title: 'The answer is incomplete',
    explanation: 'The connection ended before the answer did.',
    cure: 'Ask again. The page keeps the part of the answer above.',
  },
  SIGN_IN_EXPIRED: {
    title: 'Your sign-in has expired',
    explanation: 'The page could not renew the session.',
    cure: 'Sign in again. This browser keeps the conversation.',
  },
  AGENT_ACCESS_DENIED: {
    title: 'web-api is not allowed to ask the agent',
    explanation:
      'Bedrock refused the call at hop 3: the execution role of web-api is not allowed to invoke this agent alias.',
    cure: 'Allow the execution role of web-api bedrock:InvokeAgent on the ARN of this agent alias.',
  },
  AGENT_MAINTENANCE_MODE: {
    title: 'This account cannot use Bedrock Agents',
    explanation: 'Amazon Bedrock Agents has been closed to new customers since 2026-07-30.',
    cure: 'Deploy this stage into an account that used Bedrock Agents before that date. No permission helps.',
  },
  AGENT_CREDENTIALS_REJECTED: {
    title: 'Bedrock does not accept the signature',
    explanation: 'Bedrock rejected the signature or the session token of the call at hop 3.',
    cure: `Make sure that nothing changes or replaces the Authorization header that the SDK sets. ${askTheOperator}`,
  },
  AGENT_ROLE_DENIED: {
    title: 'The agent’s service role lacks a permission',
    explanation: 'The agent could not assume its service role or call its model (hop 4).',
    cure: 'Check the role’s trust policy (SourceAccount, SourceArn) and its permission to invoke the model.',
  },
  AGENT_DEPENDENCY_FAILED: {
    title: 'The agent could not reach its tools',
    explanation: 'The agent’s action group failed.',
    cure: 'Find the failed hop in the auth path. Check the function’s resource policy at hop 5, the token at hop 6, the roles at hop 7.',
  },
  AGENT_THROTTLED: {
    title: 'The agent is busy',
    explanation: 'Bedrock throttled the question.',
    cure: askAgainLater,
  },
  AGENT_QUOTA_EXCEEDED: {
    title: 'A Bedrock quota is used up',
    explanation: 'The account has reached one of its service quotas.',
    cure: 'Wait, or request a higher quota.',
  },
  AGENT_MODEL_NOT_READY: {
    title: 'The model is not ready yet',
    explanation: 'Bedrock is still loading the model.',
    cure: askAgainLater,
  },
  AGENT_STREAM_INCOMPLETE: {
    title: 'The agent’s answer is incomplete',
    explanation: 'The agent’s stream ended without a final answer.',
    cure: `Ask again. If it still fails: ${askTheOperator}`,
  },
  AGENT_TIMEOUT: {
    title: 'The agent took too long',
    explanation: 'No answer arrived before the function’s timeout.',
    cure: 'Ask a smaller question, for example about one service or one severity.',
  },
  SESSION_NOT_YOURS: {
    title: 'This conversation belongs to another user',
    explanation: 'It was started with another sign-in.',
    cure: 'Start a new conversation.',
  },
};

/** `isDocumented`: the page has a section about the code, which says more than this table. */
export const adviceFor = (
  { code, message, hop }: Pick<TurnFailure, 'code' | 'message' | 'hop'>,
  isDocumented: boolean,
): Advice => {
  const byCode: Readonly<Record<string, Advice | undefined>> = adviceByCode;
  return (
    byCode[code] ?? {
      title: hop === undefined ? 'The question was not answered' : `Hop ${hop} failed`,
      explanation: message,
      cure: isDocumented
        ? 'Open the page of the code. It names the cause and the cure.'
        : askTheOperator,
    }
  );
};
