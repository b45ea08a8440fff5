import type { HopNumber } from '@hopwise/contracts/hops';

/** Services that act on behalf of other resources, and the hops at which they assume a role or call a function. */
export const deputies: ReadonlyMap<
  string,
  { readonly trust: HopNumber; readonly call: HopNumber }
> = new Map([
  ['bedrock.amazonaws.com', { trust: 4, call: 5 }],
  ['bedrock-agentcore.amazonaws.com', { trust: 7, call: 7 }],
]);
