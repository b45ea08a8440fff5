import { createHash } from 'node:crypto';
import type { AwsError } from './aws-error.ts';

export type PageRequest = {
  readonly limit: number | undefined;
  readonly token: string | undefined;
  /** Identifies the request: a token continues only the request that returned it. */
  readonly query: unknown;
};

export type PageRules = {
  readonly maxLimit: number;
  readonly invalid: (message: string) => AwsError;
};

export type Page<Item> = { readonly items: Item[]; readonly nextToken: string | undefined };

/** One page of the items. Without a limit in the request, the page has the service's maximum length. */
export const pageOf = <Item>(
  items: readonly Item[],
  request: PageRequest,
  { maxLimit, invalid }: PageRules,
): Page<Item> => {
  const limit = request.limit ?? maxLimit;
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    throw invalid(`The page size must be an integer between 1 and ${maxLimit}.`);
  }
  const digest = queryDigest(request.query);
  const start = request.token === undefined ? 0 : offsetIn(request.token, digest);
  if (start === undefined) throw invalid('The pagination token does not belong to this request.');
  const end = start + limit;
  return {
    items: items.slice(start, end),
    nextToken: end < items.length ? encodeToken(end, digest) : undefined,
  };
};

/** Identifies a request: a token with this digest continues only the request that returned it. */
export const queryDigest = (query: unknown): string =>
  createHash('sha256').update(JSON.stringify(query)).digest('base64url');

const encodeToken = (offset: number, digest: string): string =>
  Buffer.from(`${offset}.${digest}`).toString('base64url');

const offsetIn = (token: string, digest: string): number | undefined => {
  const [, offset, sentDigest] =
    /^(\d{1,9})\.(.+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  return sentDigest === digest ? Number(offset) : undefined;
};
