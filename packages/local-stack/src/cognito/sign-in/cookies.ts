import { randomBytes } from 'node:crypto';
import { secretsEqual } from '../pool/secrets-equal.ts';

/** Says that a user is signed in at the pool's domain. */
export const signInCookie = 'cognito';
/** Must come back in the form as well, which another site cannot make happen. */
const csrfCookie = 'XSRF-TOKEN';

const csrfToken = /^[\w-]{43}$/;

export const readCookie = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** A `Set-Cookie` value for the whole domain, out of reach of scripts and of other sites' forms. */
export const writeCookie = (name: string, value: string, maxAgeSeconds: number): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;

/** The browser's CSRF token, a new one if it has none. Kept across pages, so that two tabs both work. */
export const csrfTokenOf = (cookieHeader: string | undefined): string => {
  const present = readCookie(cookieHeader, csrfCookie);
  return present !== undefined && csrfToken.test(present)
    ? present
    : randomBytes(32).toString('base64url');
};

export const writeCsrfCookie = (token: string): string => writeCookie(csrfCookie, token, 3600);

export const provesSameSite = (
  cookieHeader: string | undefined,
  token: string | undefined,
): boolean => {
  const expected = readCookie(cookieHeader, csrfCookie);
  return expected !== undefined && token !== undefined && secretsEqual(expected, token);
};
