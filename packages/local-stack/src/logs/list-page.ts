import { pageOf } from '../aws-endpoint/page.ts';
import { invalidParameter } from './logs-state.ts';

type Asked = { readonly nextToken?: string | undefined; readonly limit?: number | undefined };

/** One page of a list of groups or streams. */
export const listPage = <Item>(items: readonly Item[], { nextToken, limit, ...query }: Asked) =>
  pageOf(items, { token: nextToken, limit, query }, { maxLimit: 50, invalid: invalidParameter });
