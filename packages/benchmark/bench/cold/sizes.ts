import { deployedBundle } from '../../src/deployed-bundle.ts';
import type { Goal } from '../../src/report.ts';

/** Functions with the greatest size of their bundle in bytes. */
const functions = [
  ['bedrock-gateway-proxy', 85_000],
  ['web-api', 350_000],
  ['security-tools', 400_000],
  ['identity', 120_000],
] as const;

export type Size = {
  readonly service: string;
  readonly bytes: number;
  readonly maxBytes: number;
};

/** The bytes of each function's bundle. */
export const measureSizes = (): Promise<readonly Size[]> =>
  Promise.all(
    functions.map(async ([service, maxBytes]) => {
      const { code } = await deployedBundle(`${service}/src/handler`);
      return { service, bytes: code.length, maxBytes };
    }),
  );

export const sizeGoals = (sizes: readonly Size[]): readonly Goal[] =>
  sizes.map(({ service, bytes, maxBytes }) => ({
    id: 'P2',
    name: `kB of \`${service}\``,
    value: bytes / 1_000,
    goal: maxBytes / 1_000,
  }));
