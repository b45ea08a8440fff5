import { randomBytes } from 'node:crypto';
import type { Clock } from '@hopwise/auth/clock';
import type { DeployedRole } from './deployed-role.ts';
import type { Session } from './session.ts';

/** Lifetime of a session's credentials. */
const sessionLifetimeMs = 12 * 60 * 60 * 1000;
/** How long an expired session is remembered, so that its caller is told that it has expired. */
const expiredKnownMs = sessionLifetimeMs;
/** Each start of an execution environment issues a session. Far fewer environments run at once. */
const maxSessions = 1_000;

type NewSession = {
  readonly role: DeployedRole;
  readonly sessionName: string;
  readonly currentTurn: () => string | undefined;
  /** Nobody else gets the credentials, so the store does not remember the session. */
  readonly isInternal?: true | undefined;
  /** Newer sessions do not replace it. */
  readonly isOperator?: true | undefined;
  readonly sourceArn?: string;
};

/** Issues temporary credentials and finds the session of an access key. */
export type SessionStore = {
  issue(session: NewSession): Session;
  find(accessKeyId: string): Session | undefined;
  /** The turns that a resource currently works on. */
  turnsOf(sourceArn: string): readonly string[];
};

export const createSessionStore = (clock: Clock): SessionStore => {
  const sessions = new Map<string, Session>();
  const operators = new Map<string, Session>();

  /** The oldest sessions are first, and all have the same lifetime. */
  const forgetExpired = (): void => {
    for (const [id, session] of sessions) {
      if (session.expiresAtMs + expiredKnownMs > clock.now()) return;
      sessions.delete(id);
    }
  };

  const remember = (session: Session): void => {
    sessions.set(session.accessKeyId, session);
    const [oldest] = sessions.keys();
    if (sessions.size > maxSessions && oldest !== undefined) sessions.delete(oldest);
  };

  return {
    issue({ role, sessionName, currentTurn, isInternal, isOperator, sourceArn }) {
      forgetExpired();
      const session = {
        accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: randomBytes(96).toString('base64'),
        roleArn: role.arn,
        principalArn: principalArnOf(role, sessionName),
        expiresAtMs: clock.now() + sessionLifetimeMs,
        currentTurn,
        ...(sourceArn !== undefined && { sourceArn }),
      };
      if (isOperator) {
        operators.set(session.accessKeyId, session);
      } else if (!isInternal) {
        remember(session);
      }
      return session;
    },
    find: (accessKeyId) => operators.get(accessKeyId) ?? sessions.get(accessKeyId),
    turnsOf(sourceArn) {
      const turns = [...sessions.values()]
        .filter((session) => session.sourceArn === sourceArn)
        .flatMap((session) => session.currentTurn() ?? []);
      return [...new Set(turns)];
    },
  };
};

const principalArnOf = (role: DeployedRole, sessionName: string): string => {
  const [, partition, , , accountId] = role.arn.split(':');
  return `arn:${partition}:sts::${accountId}:assumed-role/${role.name}/${sessionName}`;
};
