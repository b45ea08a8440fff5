import type { Http2Server, ServerHttp2Session } from 'node:http2';

export type SessionLimits = {
  readonly maxSessions: number;
  /** How long a session without requests stays open. */
  readonly idleMs: number;
  /** How long a session may transmit nothing while it has requests. An answer of an agent can pause. */
  readonly silentMs: number;
};

/** A function has one or two sessions, so many functions fit. */
const defaults: SessionLimits = { maxSessions: 512, idleMs: 60_000, silentMs: 5 * 60_000 };

/**
 * Closes idle HTTP/2 sessions, and bounds the number of sessions. A new session over the bound replaces the one
 * that is idle for longest. Without an idle one it is refused.
 */
export const limitSessions = (server: Http2Server, limits: SessionLimits = defaults): void => {
  /** The timers of idle sessions, the longest idle first. */
  const idle = new Map<ServerHttp2Session, NodeJS.Timeout>();
  let sessions = 0;

  const forget = (session: ServerHttp2Session): void => {
    clearTimeout(idle.get(session));
    idle.delete(session);
  };

  const becomeIdle = (session: ServerHttp2Session): void => {
    if (session.destroyed) return;
    forget(session);
    idle.set(session, setTimeout(() => session.destroy(), limits.idleMs).unref());
  };

  server.on('session', (session) => {
    sessions += 1;
    let requests = 0;
    session.once('close', () => {
      sessions -= 1;
      forget(session);
    });
    session.setTimeout(limits.silentMs, () => session.destroy());
    session.on('stream', (stream) => {
      requests += 1;
      forget(session);
      stream.once('close', () => {
        requests -= 1;
        if (requests === 0) becomeIdle(session);
      });
    });
    if (sessions > limits.maxSessions) {
      const [longestIdle = session] = idle.keys();
      // Node still gives the first bytes to a new session after this event, and fails if the session is destroyed.
      setImmediate(() => longestIdle.destroy());
    }
    becomeIdle(session);
  });
};
