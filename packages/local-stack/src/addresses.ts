import type { Account } from './account.ts';

/** Origins on loopback. On AWS, each has its own host. */
export type LoopbackOrigins = {
  readonly issuer: string;
  readonly userPoolDomain: string;
  readonly gateway: string;
  readonly restApi: string;
  readonly webUi?: string;
};

/** The page's distribution, for a stage without a custom domain. */
const distribution = /https:\/\/[a-z0-9]+\.cloudfront\.net/g;

/**
 * Maps the AWS host names in a template to loopback. It is the only such table, so that variables, authorizers,
 * outputs and the `iss` claim agree.
 */
export type AddressTable = {
  /** Replaces each known AWS origin in a string. */
  rewrite(text: string): string;
  /** Rewrites every string in a value. */
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
