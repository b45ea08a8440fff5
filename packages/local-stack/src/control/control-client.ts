import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type StackState, stackState, stackStatePath } from '@hopwise/contracts/stack-state';

const requestTimeoutMs = 10_000;

/** Path of the file in which a running stack of this service publishes its addresses. */
export const stackStateFile = (serviceDirectory: string): string =>
  join(serviceDirectory, stackStatePath);

/** Reads that file. Rejects when it is missing, incomplete or of another version. */
export const readStackState = async (serviceDirectory: string): Promise<StackState> =>
  stackState.parse(JSON.parse(await readFile(stackStateFile(serviceDirectory), 'utf8')));

/**
 * Sends one request to the control endpoint of a stack in another process. Rejects when nothing answers.
 */
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
