import { randomBytes } from 'node:crypto';
import { secretsEqual } from '../access/secrets-equal.ts';

/** Codes that wait for their use. The oldest one is forgotten when there are more. */
const maxCodes = 100;

/**
 * Who can use the page of a local stack. A browser gets access with a one-time code, and keeps it in a cookie until the
 * stack stops.
 */
export type PageAccess = {
  /** A new address of the page, with a new code in its fragment, which no browser sends to a server. */
  address(): string;
  /** Returns the `Set-Cookie` header for an unused code, or `undefined`. */
  exchange(code: string): string | undefined;
  /** Whether a `Cookie` header has the cookie of this stack. */
  hasAccess(cookies: string | undefined): boolean;
};

const newSecret = (): string => randomBytes(32).toString('base64url');

/** Access to the page of this origin, such as `http://127.0.0.1:49152`. */
export const createPageAccess = (origin: string): PageAccess => {
  // Cookies are shared between the ports of a host, and several stacks can run.
  const name = `hopwise-${new URL(origin).port}`;
  const secret = newSecret();
  let codes: readonly string[] = [];
  return {
    address() {
      const code = newSecret();
      codes = [...codes, code].slice(-maxCodes);
      return `${origin}/#code=${code}`;
    },
    exchange(code) {
      const unused = codes.filter((one) => !secretsEqual(one, code));
      if (unused.length === codes.length) return undefined;
      codes = unused;
      return `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
    },
    hasAccess: (cookies = '') =>
      cookies.split('; ').some((cookie) => secretsEqual(cookie, `${name}=${secret}`)),
  };
};
