/** The functions with their rivals and what they are called with. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { deployedBundle } from '../../src/deployed-bundle.ts';
import { proxyVariables } from '../machine-client.ts';
import type { MeasuredFunction } from './run-function.ts';
import type { Invocation } from './runtime-api.ts';

const repository = join(import.meta.dirname, '../../../..');
const rivals = join(import.meta.dirname, '../../rivals');

/** Bundles a rival as its documentation recommends: with esbuild, minified, with the SDK. */
const rivalBundle = async (name: string): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    entryPoints: [join(rivals, `${name}.ts`)],
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    write: false,
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`No bundle of ${name} exists.`);
  return file.contents;
};

const eventOf = (path: string): object =>
  JSON.parse(readFileSync(join(repository, 'services', path), 'utf8'));

export type Comparison = {
  readonly service: string;
  readonly bare: MeasuredFunction;
  readonly ours: MeasuredFunction;
  readonly textbook: MeasuredFunction;
  readonly bytes: { readonly ours: number; readonly textbook: number };
  /** The greatest part of the textbook's time above bare. */
  readonly maxShare: number;
};

export type Subject = {
  readonly service: string;
  readonly rival: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly invocation: Invocation;
  readonly maxShare: number;
};

export const subjectsOf = (origin: string): readonly Subject[] => [
  {
    service: 'bedrock-gateway-proxy',
    rival: 'proxy',
    environment: {
      ...proxyVariables(origin),
      AWS_ENDPOINT_URL: origin,
    },
    invocation: { event: eventOf('bedrock-gateway-proxy/events/list-findings.json') },
    maxShare: 1 / 6,
  },
  {
    service: 'security-tools',
    rival: 'security-tools',
    environment: { AWS_ENDPOINT_URL: origin },
    invocation: {
      event: eventOf('security-tools/events/check-security-services.json'),
      clientContext: {
        custom: { bedrockAgentCoreToolName: 'security___check_security_services' },
      },
    },
    maxShare: 1 / 3,
  },
];

/** Writes the bundles to a temporary folder. `folder` is its path. */
export const createComparisons = async (
  origin: string,
): Promise<{ readonly folder: string; readonly comparisons: readonly Comparison[] }> => {
  const folder = mkdtempSync(join(tmpdir(), 'hopwise-cold-'));
  const write = (name: string, code: Uint8Array): string => {
    const path = join(folder, name);
    mkdirSync(path);
    writeFileSync(join(path, 'handler.js'), code);
    return path;
  };
  const bareFolder = write('bare', await rivalBundle('bare'));
  const comparisons: Comparison[] = [];
  for (const { service, rival, environment, invocation, maxShare } of subjectsOf(origin)) {
    const { code } = await deployedBundle(`${service}/src/handler`);
    const textbook = await rivalBundle(rival);
    const called = { environment, invocation };
    comparisons.push({
      service,
      bare: { name: 'bare', folder: bareFolder, ...called },
      ours: { name: 'ours', folder: write(service, code), ...called },
      textbook: { name: 'textbook', folder: write(`${service}-textbook`, textbook), ...called },
      bytes: { ours: code.length, textbook: textbook.length },
      maxShare,
    });
  }
  return { folder, comparisons };
};
