import { deployedBundle } from '@hopwise/benchmark/deployed-bundle';
import { describe, expect, it } from '@jest/globals';

/** Update a figure when a change of it is intended. */
const figures = [
  ['bedrock-gateway-proxy/src/handler', 88_300, 118],
  ['identity/src/handler', 55_800, 76],
  ['security-tools/src/handler', 86_500, 107],
  ['web-api/src/handler', 276_400, 381],
  ['web-api/src/health-handler', 696, 1],
] as const;

describe('the bundle of a function', () => {
  it.each(figures)(
    '%s has %d bytes and %d modules, or up to a tenth more or less',
    async (entry, bytes, modules) => {
      const { code, sources } = await deployedBundle(entry);

      expect(Math.abs(code.length / bytes - 1)).toBeLessThan(0.1);
      expect(Math.abs(sources.length / modules - 1)).toBeLessThan(0.1);
    },
  );

  it.each(['bedrock-gateway-proxy', 'identity'])(
    'of %s has no code of the AWS SDK',
    async (service) => {
      const { sources } = await deployedBundle(`${service}/src/handler`);

      expect(sources.filter((path) => /node_modules\/@(?:aws-sdk|smithy)\//.test(path))).toEqual(
        [],
      );
    },
  );
});
