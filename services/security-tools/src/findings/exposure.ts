/**
 * Who besides this account can reach the resource: `public` is anyone, or the internet;
 * `cross-account` is another AWS account.
 */
export const exposures = ['public', 'cross-account'] as const;

export type Exposure = (typeof exposures)[number];
