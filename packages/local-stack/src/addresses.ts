import type { Account } from './account.ts';

/** Origins on loopback at which the local stack serves what AWS serves on hosts of its own. */
export type LoopbackOrigins = {
  readonly issuer: string;
  readonly userPoolDomain: string;
  readonly gateway: string;
  readonly restApi: string;
  readonly webUi?: string;
};

/** The page's distribution, where the stage brings no domain of its own. */
const distribution = /https:\/\/[a-z0-9]+\.cloudfront\.net/g;

/**
 * The one table from AWS hostnames that a template composes to loopback. What it rewrites, it rewrites
 * everywhere alike: variables, authorizers, outputs and the `iss` claim.
 */
export type AddressTable = {
  /** A string with each known AWS origin in it replaced. */
  rewrite(text: string): string;
  /** A value with every string in it rewritten. */
  rewriteAll(value: unknown): unknown;
};

export const createAddressTable = (account: Account, origins: LoopbackOrigins): AddressTable => {
  const region = account.region.replaceAll('.', '\\.');
  const table: readonly (readonly [RegExp, string])[] = [
    [
      new RegExp(`https://issuer-cognito-idp\\.${region}\\.amazonaws\\.com`, 'g'),
      `${origins.issuer}/updated`,
    ],
    [new RegExp(`https://cognito-idp\\.${region}\\.amazonaws\\.com`, 'g'), origins.issuer],
    [
      new RegExp(`https://[a-z0-9-]+\\.auth\\.${region}\\.amazoncognito\\.com`, 'g'),
      origins.userPoolDomain,
    ],
    [
      new RegExp(
        `https://[a-z0-9-]+\\.gateway\\.bedrock-agentcore\\.${region}\\.amazonaws\\.com`,
        'g',
      ),
      origins.gateway,
    ],
    [
      new RegExp(`https://[a-z0-9]+\\.execute-api\\.${region}\\.amazonaws\\.com`, 'g'),
      origins.restApi,
    ],
    ...(origins.webUi === undefined ? [] : [[distribution, origins.webUi] as const]),
  ];

  const rewrite = (text: string): string =>
    table.reduce((rewritten, [pattern, origin]) => rewritten.replace(pattern, origin), text);

  const rewriteAll = (value: unknown): unknown => {
    if (typeof value === 'string') return rewrite(value);
    if (Array.isArray(value)) return value.map(rewriteAll);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rewriteAll(one)]));
  };

  return { rewrite, rewriteAll };
};
