import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { functionEnvironment, stackState, stackStatePath } from '@hopwise/contracts/stack-state';

/** The running local stack cannot be asked; the message says what to do. */
export class LocalStackUnavailableError extends Error {
  override readonly name = 'LocalStackUnavailableError';
}

const requestTimeoutMs = 10_000;

/**
 * Asks the running local stack for what an execution environment of a function would see: its variables
 * with every intrinsic resolved, and fresh session credentials of the function's own role.
 *
 * @throws LocalStackUnavailableError no stack runs, or it does not know the function
 */
export const localFunctionEnvironment = async (
  serviceDirectory: string,
  functionName: string,
): Promise<Record<string, string>> => {
  const state = await readState(join(serviceDirectory, stackStatePath));
  const url = new URL(
    `/functions/${encodeURIComponent(functionName)}/environment`,
    state.controlUrl,
  );
  const response = await ask(url, state.controlToken);
  if (!response.ok) {
    throw new LocalStackUnavailableError(
      `The local stack does not give the environment of ${functionName}: HTTP ${response.status}. ` +
        'If the function is new, restart the stack.',
    );
  }
  return functionEnvironment.parse(await response.json());
};

const readState = async (path: string) => {
  try {
    return stackState.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw notRunning(cause);
  }
};

const ask = async (url: URL, token: string): Promise<Response> => {
  try {
    return await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
  } catch (cause) {
    throw notRunning(cause);
  }
};

const notRunning = (cause: unknown): LocalStackUnavailableError =>
  new LocalStackUnavailableError(
    'No local stack is running. Start it in another terminal with `npx -y pnpm@12 start`.',
    { cause },
  );
