import type { Agent, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { callSafely } from '../callbacks/call-safely.ts';
import { isClock, oneOf, optional, readOptions } from '../options/option-rules.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { isWithin } from '../time/is-within.ts';

// In an ES module, `import 'node:http'` also loads undici, at a cost of tens of milliseconds (nodejs/node#59686).
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');

/**
 * An idle socket is not used after this time. Lambda may have frozen the environment meanwhile, and a network that
 * forgot the connection answers nothing, not even with a reset. A new connection costs tens of milliseconds.
 */
const maxIdleMs = 4_000;

/** Node closes a socket at the server's own idle limit, but with a timer, which does not run in a freeze. */
const idleLimitMs = ({ headers }: IncomingMessage): number => {
  const [, seconds = maxIdleMs] = /timeout=(\d+)/.exec(`${headers['keep-alive']}`) ?? [];
  return Math.min(Number(seconds) * 1_000, maxIdleMs);
};

/** Kept-alive connections for requests with `node:http` or `node:https`. */
export type KeptConnections = {
  readonly agent: Agent;
  /** Closes each idle socket that was idle for four seconds of wall-clock time, or for its server's limit. Call it before a request. */
  dropOld(): void;
  /** Closes each idle socket. */
  dropAll(): void;
  /**
   * Notes when the socket of a response becomes idle. Call it for each response, before its body is read. A socket that it
   * does not know is closed before the next request.
   */
  track(response: IncomingMessage): void;
};

/** Creates an agent of Node for one protocol, whose connections a freeze of the execution environment can break. Throws `OPTIONS_INVALID`. */
export const createKeptConnections = (protocol: string, clock?: Clock): KeptConnections => {
  const checked = readOptions(
    'createKeptConnections',
    { protocol, clock },
    { protocol: oneOf('http:', 'https:'), clock: optional(isClock) },
  );
  const { now } = checked.clock ?? systemClock;
  const agent = new (protocol === 'https:' ? https : http).Agent({ keepAlive: true });
  // Wall-clock time, which keeps running in a freeze. Earlier if the server's limit is shorter.
  const idleSince = new WeakMap<Socket, number>();
  const drop = (isEach: boolean): void => {
    for (const socket of Object.values(agent.freeSockets).flat()) {
      const since = (socket && idleSince.get(socket)) ?? Number.NaN;
      if (isEach || !isWithin({ now }, maxIdleMs, since)) socket?.destroy();
    }
  };
  return {
    agent,
    dropOld: () => drop(false),
    dropAll: () => drop(true),
    track(response) {
      const note = (socket: Socket): unknown =>
        callSafely(() => idleSince.set(socket, now() - maxIdleMs + idleLimitMs(response)));
      callSafely(() => {
        const { socket } = response;
        response.on('end', () => note(socket));
      });
    },
  };
};
