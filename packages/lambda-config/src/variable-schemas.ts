import * as z from 'zod/mini';

/** Text that is not empty. */
export const nonEmptyText = z.string().check(z.minLength(1));

/** A URL with the scheme `http` or `https`. */
export const httpUrl = z.url({ protocol: /^https?$/ });
