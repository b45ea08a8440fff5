/** Origins on loopback. On AWS, each deployed resource has its own host. */
export type LoopbackOrigins = {
  readonly issuer: string;
  readonly userPoolDomain: string;
  readonly gateway: string;
  readonly restApi: string;
  readonly webUi?: string;
};

/** The address of a deployed resource on AWS, and where the local stack serves it. */
export type DeployedAddress = {
  /** For instance `https://acme.auth.us-east-1.amazoncognito.com`, without a slash at its end. */
  readonly url: string;
  readonly host: keyof LoopbackOrigins;
  /** Path at the local origin in place of the address. Default: none. */
  readonly path?: string;
  /** Set if the host has addresses of other resources, too. Then only the address without a path is mapped. */
  readonly withoutPath?: true;
};

/**
 * Maps the AWS addresses of the deployed resources to loopback. It is the only such table, so that variables,
 * authorizers, outputs and the `iss` claim agree. Any other address stays as it is, and nothing serves it.
 */
export type AddressTable = {
  /** The hosts on AWS that the table maps. */
  readonly hosts: readonly string[];
  /** The hosts on AWS that one origin serves. */
  hostsOf(host: keyof LoopbackOrigins): readonly string[];
  /** Replaces the address of each deployed resource in a string. */
  rewrite(text: string): string;
  /** Rewrites every string in a value. */
  rewriteAll(value: unknown): unknown;
};

export const createAddressTable = (
  origins: LoopbackOrigins,
  deployed: readonly DeployedAddress[],
): AddressTable => {
  const table = deployed.flatMap(({ url, host, path = '', withoutPath }) => {
    const origin = origins[host];
    return origin === undefined
      ? []
      : [{ pattern: patternOf(url, withoutPath), target: origin + path }];
  });

  const rewrite = (text: string): string =>
    table.reduce(
      // A function, because a replacement text could contain `$`.
      (rewritten, { pattern, target }) => rewritten.replace(pattern, () => target),
      text,
    );

  const rewriteAll = (value: unknown): unknown => {
    if (typeof value === 'string') return rewrite(value);
    if (Array.isArray(value)) return value.map(rewriteAll);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rewriteAll(one)]));
  };

  const hostsIn = (addresses: readonly DeployedAddress[]): readonly string[] => [
    ...new Set(addresses.map(({ url }) => url.split('/')[2] ?? url)),
  ];
  return {
    hosts: hostsIn(deployed),
    hostsOf: (host) => hostsIn(deployed.filter((one) => one.host === host)),
    rewrite,
    rewriteAll,
  };
};

/** The whole address, not the beginning of a longer host or id. A host can have the port of HTTPS. */
const patternOf = (url: string, withoutPath = false): RegExp => {
  const [, origin = url, path = ''] = /^(https:\/\/[^/]+)(.*)$/.exec(url) ?? [];
  const literal = (text: string): string => text.replace(/\W/g, '\\$&');
  const end = `(?!:\\d|[\\w.${withoutPath ? '/' : ''}-])`;
  return new RegExp(`${literal(origin)}(?::443(?!\\d))?${literal(path)}${end}`, 'g');
};
