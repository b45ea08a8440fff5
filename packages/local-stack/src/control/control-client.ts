import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type StackState, stackState, stackStatePath } from '@hopwise/contracts/stack-state';

const requestTimeoutMs = 10_000;

/** Where the file lies in which a stack of this service tells where it is. */
export const stackStateFile = (serviceDirectory: string): string =>
  join(serviceDirectory, stackStatePath);

/** What that file says. Rejects where it is missing, half written or of another version. */
export const readStackState = async (serviceDirectory: string): Promise<StackState> =>
  stackState.parse(JSON.parse(await readFile(stackStateFile(serviceDirectory), 'utf8')));

/** One request to the control endpoint of a stack of another process. Rejects where nothing answers. */
export const callControl = (
  { controlUrl, controlToken }: StackState,
  path: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' = 'GET',
): Promise<Response> =>
  fetch(new URL(path, controlUrl), {
    method,
    headers: { authorization: `Bearer ${controlToken}` },
    redirect: 'error',
    signal: AbortSignal.timeout(requestTimeoutMs),
  });
