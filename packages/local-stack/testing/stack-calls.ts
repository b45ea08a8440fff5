import type { LocalStack } from '../src/start-local-stack.ts';
import { askChat } from './ask-chat.ts';
import type { Credentials } from './aws-calls.ts';

/** Configuration of an SDK client that calls the stack once per command. */
export const clientConfig = (stack: LocalStack, credentials: Credentials) => ({
  endpoint: stack.endpoints.aws,
  region: 'us-east-1',
  credentials,
  maxAttempts: 1,
});

/** Asks a question: `done`, or the code of the error. */
export const outcomeOf = async (stack: LocalStack): Promise<string> => {
  const last = (await askChat(stack, 'Check security status')).events.at(-1);
  return last?.type === 'error' ? last.code : (last?.type ?? '');
};

/** The code, status and message with which a command is refused. */
export const refusalOf = (sent: Promise<unknown>) =>
  sent.then(
    () => {
      throw new Error('The command is not refused.');
    },
    (error: Error & { $metadata: { httpStatusCode: number } }) =>
      [error.name, error.$metadata.httpStatusCode, error.message] as const,
  );
