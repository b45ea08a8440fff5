import { randomBytes } from 'node:crypto';
import { secretsEqual } from '../../access/secrets-equal.ts';

/** Identifies the signed-in user of the pool's domain. */
export const signInCookie = 'cognito';
/** The form must contain the same value, which another site cannot read. */
const csrfCookie = 'XSRF-TOKEN';

const csrfToken = /^[\w-]{43}$/;

export const readCookie = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** A `Set-Cookie` value for the whole domain. Scripts and other sites' forms cannot use the cookie. */
export const writeCookie = (name: string, value: string, maxAgeSeconds: number): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;

/** The browser's CSRF token, or a new one. Pages share it, so that two tabs both work. */
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
