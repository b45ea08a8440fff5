import type { DeployedFunction } from '../function/deployed-function.ts';

/** The hosts that a function in a VPC cannot reach. A silent port, which never answers, replaces each. */
export type ClosedOrigins = {
  /** Origins of silent ports, by the origin on loopback that each replaces. */
  readonly byOrigin: Readonly<Record<string, string>>;
  /** Origin of the silent port for hosts on the internet. Undefined if the function can reach them. */
  readonly internet?: string;
};

/** What functions can reach. */
export type FunctionNetworks = {
  closedOrigins(deployedFunction: DeployedFunction): Promise<ClosedOrigins>;
};

/** Functions without a VPC reach every host. */
export const openNetwork: FunctionNetworks = {
  closedOrigins: async () => ({ byOrigin: {} }),
};

/**
 * Closes the origins in a function's variables, so that child processes of the function also meet the silent port. The
 * runtime reads `HOPWISE_CLOSED_PORTS`, because a function can learn an origin elsewhere, for instance from a secret.
 */
export const closeOrigins = (
  variables: Readonly<Record<string, string>>,
  { byOrigin, internet }: ClosedOrigins,
): Record<string, string> => {
  const origins = Object.entries(byOrigin);
  if (origins.length === 0 && internet === undefined) return { ...variables };
  const closed = Object.entries(variables).map(([name, value]) => {
    const rewritten = origins.reduce(
      (text, [origin, silent]) => text.replace(patternOf(origin), () => silent),
      value,
    );
    return [name, rewritten] as const;
  });
  const ports = origins.flatMap(([origin, silent]) => [
    `${portOf(origin)}=${portOf(silent)}`,
    `${portOf(silent)}=${portOf(silent)}`,
  ]);
  if (internet !== undefined) ports.push(`internet=${portOf(internet)}`);
  return { ...Object.fromEntries(closed), HOPWISE_CLOSED_PORTS: ports.join(' ') };
};

const portOf = (origin: string): string => new URL(origin).port;

/** The origin, and not the beginning of one with a longer port. */
const patternOf = (origin: string): RegExp =>
  new RegExp(`${origin.replace(/\W/g, '\\$&')}(?!\\d)`, 'g');
