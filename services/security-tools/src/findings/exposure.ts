/**
 * Who outside this account can reach the resource. `public` means anyone or the internet.
 * `cross-account` means another AWS account.
 */
export const exposures = ['public', 'cross-account'] as const;

export type Exposure = (typeof exposures)[number];
