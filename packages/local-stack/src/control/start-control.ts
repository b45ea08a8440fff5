import { randomBytes } from 'node:crypto';
import { listenOnLoopback } from '../http/loopback-server.ts';
import { type ControlOptions, createControlServer } from './control-server.ts';

/** Starts the control endpoint on loopback, with a new token. */
export const startControl = async (options: Omit<ControlOptions, 'token'>) => {
  const token = randomBytes(32).toString('base64url');
  const server = createControlServer({ ...options, token });
  const { origin, close } = await listenOnLoopback(server, 0);
  return { origin, token, close };
};
