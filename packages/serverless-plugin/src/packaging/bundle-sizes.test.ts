import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type BuildOptions, build } from 'esbuild';
import { parse } from 'yaml';

const workspace = resolve(import.meta.dirname, '../../../..');

/** The file has tags of CloudFormation. */
const unknownTags = { logLevel: 'error' } as const;

/** The bundler's options of a deployment, without those of serverless-esbuild itself. */
const deployedOptions = (): BuildOptions => {
  const text = readFileSync(resolve(workspace, 'serverless.yml'), 'utf8');
  const {
    exclude: _exclude,
    plugins: _plugins,
    ...options
  } = parse(text, unknownTags).custom.esbuild;
  return options;
};

const bundle = async (entry: string) => {
  const { metafile } = await build({
    ...deployedOptions(),
    entryPoints: [`services/${entry}.ts`],
    absWorkingDir: workspace,
    write: false,
    outdir: 'out',
    metafile: true,
    logLevel: 'error',
  });
  const [output] = Object.values(metafile?.outputs ?? {});
  return { bytes: output?.bytes ?? 0, sources: Object.keys(output?.inputs ?? {}) };
};

/** Update a figure when a change of it is intended. */
const figures = [
  ['bedrock-gateway-proxy/src/handler', 131_100, 139],
  ['identity/src/handler', 254_900, 378],
  ['security-tools/src/handler', 637_700, 437],
  ['web-api/src/handler', 311_200, 396],
  ['web-api/src/health-handler', 696, 1],
] as const;

describe('the bundle of a function', () => {
  it.each(figures)(
    '%s has %d bytes and %d modules, or up to a tenth more or less',
    async (entry, bytes, modules) => {
      const measured = await bundle(entry);

      expect(Math.abs(measured.bytes / bytes - 1)).toBeLessThan(0.1);
      expect(Math.abs(measured.sources.length / modules - 1)).toBeLessThan(0.1);
    },
  );

  it('of the proxy has no code of the AWS SDK', async () => {
    const { sources } = await bundle('bedrock-gateway-proxy/src/handler');

    expect(sources.filter((path) => /node_modules\/@(?:aws-sdk|smithy)\//.test(path))).toEqual([]);
  });
});
