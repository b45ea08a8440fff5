import { cureOf, failureCures } from '@hopwise/chat-client/failure-cures';
import type { TurnFailure, TurnFailureCode } from '../api/turn-failure.ts';

export type Advice = {
  readonly title: string;
  readonly cure: string;
};

const askTheOperator =
  'Send the correlation id to the operator of this stage, who can find the turn in every log.';
const askAgainLater = 'Wait a minute and ask again.';

/** Title and cure by code. The message of the failure says what happened, on the page and in the CLI. */
const adviceByCode: Readonly<Partial<Record<TurnFailureCode, Advice>>> = {
  API_UNREACHABLE: {
    title: 'No connection to the API',
    cure: 'Check your network, and the local stack if you use it. Then ask again.',
  },
  API_TOKEN_REJECTED: {
    title: 'The API requires a valid sign-in',
    cure: 'Sign out and sign in again. If that fails, or if this page has no sign-in, check the authorizer of POST /chat: its user pool and its scopes.',
  },
  API_FUNCTION_NOT_CALLED: {
    title: 'web-api did not run',
    cure: 'Check two policies of web-api: its resource policy must allow API Gateway to call it, and the trust policy of its execution role must name lambda.amazonaws.com.',
  },
  STREAM_CUT: {
    title: 'The answer is incomplete',
    cure: 'Ask again. The page keeps the part of the answer above.',
  },
  SIGN_IN_EXPIRED: {
    title: 'Your sign-in has expired',
    cure: 'Sign in again. This browser keeps the conversation.',
  },
  INVOKE_AGENT_DENIED: {
    title: 'web-api cannot ask the agent',
    cure: 'Grant bedrock:InvokeAgent on the ARN of this agent alias to the execution role of web-api.',
  },
  AGENT_MAINTENANCE_MODE: {
    title: 'This account cannot use Bedrock Agents',
    cure: 'Deploy this stage into an account that used Bedrock Agents before 2026-07-30, when AWS closed it to new customers. No permission helps.',
  },
  AGENT_CREDENTIALS_REJECTED: {
    title: 'Bedrock rejected the credentials',
    cure: `Make sure that web-api runs with its execution role, and that nothing changes the signed request. ${askTheOperator}`,
  },
  OAUTH_TOKEN_TO_AWS_SERVICE: {
    title: 'A call to AWS had no IAM signature',
    cure: `Make sure that nothing changes or replaces the Authorization header that the SDK sets. ${askTheOperator}`,
  },
  AGENT_ROLE_DENIED: {
    title: 'The agent’s service role lacks a permission',
    cure: failureCures.AGENT_ROLE_DENIED,
  },
  AGENT_DEPENDENCY_FAILED: {
    title: 'The agent could not reach its tools',
    cure: failureCures.AGENT_DEPENDENCY_FAILED,
  },
  AGENT_MODEL_FAILED: {
    title: 'The agent’s model failed',
    cure: failureCures.AGENT_MODEL_FAILED,
  },
  AGENT_THROTTLED: {
    title: 'The agent is busy',
    cure: askAgainLater,
  },
  AGENT_QUOTA_EXCEEDED: {
    title: 'A Bedrock quota is used up',
    cure: 'Wait, or request a higher quota.',
  },
  AGENT_MODEL_NOT_READY: {
    title: 'The model is loading',
    cure: askAgainLater,
  },
  AGENT_STREAM_INCOMPLETE: {
    title: 'The agent stopped early',
    cure: `Ask again. If it still fails: ${askTheOperator}`,
  },
  AGENT_TIMEOUT: {
    title: 'The agent took too long',
    cure: 'Ask a smaller question, for example about one service or one severity.',
  },
  SESSION_NOT_YOURS: {
    title: 'This conversation belongs to another user',
    cure: 'Start a new conversation.',
  },
};

/** `isDocumented`: the page has a section about the code. */
export const adviceFor = (
  { code, hop }: Pick<TurnFailure, 'code' | 'hop'>,
  isDocumented: boolean,
): Advice => {
  const byCode: Readonly<Record<string, Advice | undefined>> = adviceByCode;
  // A failure of web-api itself has the same code as one of the function behind hop 5, but no hop.
  const cure = hop === undefined ? undefined : cureOf(code);
  return (
    byCode[code] ?? {
      title: hop === undefined ? 'The question was not answered' : `Hop ${hop} failed`,
      cure: isDocumented
        ? [cure, 'Open the page of the code. It names the cause and the cure.'].join(' ').trim()
        : (cure ?? askTheOperator),
    }
  );
};
