import { functionEnvironment } from '@hopwise/contracts/stack-state';
import { findControlEndpoint } from '@hopwise/local-stack/control/control-client';

/** The local stack does not provide the environment. The message says what to do. */
export class LocalStackUnavailableError extends Error {
  override readonly name = 'LocalStackUnavailableError';
}

/**
 * Requests the environment of a function from the running local stack: the variables with every intrinsic
 * resolved, and new session credentials of the function's execution role.
 *
 * @throws LocalStackUnavailableError when no local stack is running, or it does not have the function
 */
export const localFunctionEnvironment = async (
  serviceDirectory: string,
  functionName: string,
): Promise<Record<string, string>> => {
  const path = `/functions/${encodeURIComponent(functionName)}/environment`;
  const endpoint = await findControlEndpoint(serviceDirectory);
  if (!endpoint) throw notRunning();
  const response = await endpoint.call(path).catch((cause: unknown) => {
    throw notRunning(cause);
  });
  if (!response.ok) {
    throw new LocalStackUnavailableError(
      `The local stack does not provide the environment of ${functionName}: HTTP ${response.status}. ` +
        'If the function is new, restart the stack.',
    );
  }
  return functionEnvironment.parse(await response.json());
};

const notRunning = (cause?: unknown): LocalStackUnavailableError =>
  new LocalStackUnavailableError(
    'No local stack is running. Start it in another terminal with `./hopwise start`.',
    { cause },
  );
