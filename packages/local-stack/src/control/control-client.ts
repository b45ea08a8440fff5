import { timingSafeEqual } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type StackState, stackState, stackStatePath } from '@hopwise/contracts/stack-state';
import { isRunning } from '../work-directory/process-identity.ts';
import { controlProof, newNonce } from './control-proof.ts';

/** A busy stack answers late. A stack that hangs is noticed after this time. */
const requestTimeoutMs = 30_000;
/** A proof is 43 characters. */
const maxProofCharacters = 100;

/** The control endpoint of a stack in another process, which has proven that it is this stack. */
export type ControlEndpoint = {
  readonly state: StackState;
  /** Sends one request. Rejects when nothing answers. */
  call(path: string, method?: ControlMethod): Promise<Response>;
};

type ControlMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Path of the file in which a running stack of this service publishes its addresses. */
export const stackStateFile = (serviceDirectory: string): string =>
  join(serviceDirectory, stackStatePath);

/** Reads that file. Rejects when it is missing, incomplete, of another version, or when another user could have written it. */
export const readStackState = async (serviceDirectory: string): Promise<StackState> => {
  const file = await open(stackStateFile(serviceDirectory), readWithoutWaiting);
  try {
    const stats = await file.stat();
    const { uid, mode } = stats;
    if (!stats.isFile() || stats.size > maxStateBytes) {
      throw new Error('The state file of the stack is no file of a stack.');
    }
    const isOwn = uid === (process.getuid?.() ?? uid);
    if (!isOwn || (hasModes && (mode & writableByOthers) !== 0)) {
      throw new Error('Another user can have written the state file of the stack.');
    }
    return stackState.parse(JSON.parse(await file.readFile('utf8')));
  } finally {
    await file.close();
  }
};

/** To open a named pipe would wait for its writer. Windows has no such flag. */
const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const maxStateBytes = 64 * 1024;

/** Windows reports each file as writable by everyone. */
const hasModes = process.platform !== 'win32';
const writableByOthers = 0o002;

/**
 * Finds the running stack of this service. `undefined` if there is no state file, if the process that wrote it has
 * ended, or if the server at its address does not prove that it knows the token. After a crash, another program can have
 * got the port. It must neither see the token nor be believed.
 */
export const findControlEndpoint = async (
  serviceDirectory: string,
): Promise<ControlEndpoint | undefined> => {
  const state = await readStackState(serviceDirectory).catch(() => undefined);
  if (!state || !isRunning(state.pid) || !(await provesToken(state))) return undefined;
  const authorization = `Bearer ${state.controlToken}`;
  return {
    state,
    call: (path, method = 'GET') => send(state, path, { method, headers: { authorization } }),
  };
};

const provesToken = async (state: StackState): Promise<boolean> => {
  const nonce = newNonce();
  const expected = Buffer.from(JSON.stringify(controlProof(state.controlToken, nonce)));
  try {
    const response = await send(state, `/proof?nonce=${nonce}`, { method: 'GET' });
    const given = Buffer.from(await bodyOf(response));
    return response.ok && given.length === expected.length && timingSafeEqual(given, expected);
  } catch {
    return false;
  }
};

/** Reads a short body. A foreign server could send one without an end. */
const bodyOf = async ({ body }: Response): Promise<string> => {
  let text = '';
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    if (text.length > maxProofCharacters) break;
  }
  return text;
};

const send = (
  { controlUrl }: StackState,
  path: string,
  init: Pick<RequestInit, 'method' | 'headers'>,
): Promise<Response> =>
  fetch(new URL(path, controlUrl), {
    ...init,
    redirect: 'error',
    signal: AbortSignal.timeout(requestTimeoutMs),
  });
