import { createHash } from 'node:crypto';
import type { AwsError } from '../aws-endpoint/aws-error.ts';

export type PageRequest = {
  readonly limit: number | undefined;
  readonly token: string | undefined;
  /** What the pages are pages of: a token continues the request that it came from and no other. */
  readonly query: unknown;
};

export type PageRules = {
  readonly maxLimit: number;
  readonly invalid: (message: string) => AwsError;
};

export type Page<Item> = { readonly items: Item[]; readonly nextToken: string | undefined };

/** One page of the items. The page is as long as the service allows where the request does not say. */
export const pageOf = <Item>(
  items: readonly Item[],
  request: PageRequest,
  { maxLimit, invalid }: PageRules,
): Page<Item> => {
  const limit = request.limit ?? maxLimit;
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    throw invalid(`The page size must be an integer between 1 and ${maxLimit}.`);
  }
  const digest = createHash('sha256').update(JSON.stringify(request.query)).digest('base64url');
  const start = request.token === undefined ? 0 : offsetIn(request.token, digest);
  if (start === undefined) throw invalid('The pagination token is not one of this request.');
  const end = start + limit;
  return {
    items: items.slice(start, end),
    nextToken: end < items.length ? encodeToken(end, digest) : undefined,
  };
};

const encodeToken = (offset: number, digest: string): string =>
  Buffer.from(`${offset}.${digest}`).toString('base64url');

const offsetIn = (token: string, digest: string): number | undefined => {
  const [, offset, sentDigest] =
    /^(\d{1,9})\.(.+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  return sentDigest === digest ? Number(offset) : undefined;
};
