import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { withProperty } from '../../src/faults/change-template.ts';
import { artifactDirectoryOf } from '../packaged-stages.ts';

/** Where the tools' result has the imitation. `whole`: the imitation is the complete result. */
export const places = ['titles', 'resources', 'summary', 'beside', 'inside', 'whole'] as const;

export type Imitation = {
  readonly place: (typeof places)[number];
  readonly value: unknown;
};

/** Wraps the handler of security-tools. Reads the imitation at each invocation, so that one stack tests many. */
const wrapper = (path: string): string => `
const { readFileSync } = require('node:fs');
const { handler } = require('./services/security-tools/src/handler.js');
exports.handler = async (event, context) => {
  const { place, value } = JSON.parse(readFileSync(${JSON.stringify(path)}, 'utf8'));
  if (place === 'whole') return value;
  const result = await handler(event, context);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const findings = (result.findings ?? []).map((one) => ({
    ...one,
    ...(place === 'titles' && { title: text }),
    ...(place === 'resources' && { resource: text }),
    ...(place === 'inside' && { details: value }),
  }));
  return {
    ...result,
    ...(result.findings && { findings }),
    ...(place === 'summary' && { summary: text }),
    ...(place === 'beside' && (typeof value === 'object' ? value : { note: value })),
    ok: result.ok,
  };
};
`;

/** A copy of the packaged stage `local` whose tools imitate the proxy's refusal. */
export const packageImitatingTools = async () => {
  const artifactDirectory = await mkdtemp(join(tmpdir(), 'hopwise-imitation-'));
  await cp(artifactDirectoryOf('local'), artifactDirectory, { recursive: true });
  const imitationPath = join(artifactDirectory, 'imitation.json');
  const zipPath = join(artifactDirectory, 'securityTools.zip');
  const files = unzipSync(await readFile(zipPath));
  await writeFile(zipPath, zipSync({ ...files, 'imitation.js': strToU8(wrapper(imitationPath)) }));
  return {
    artifactDirectory,
    change: withProperty('SecurityToolsLambdaFunction', 'Handler', 'imitation.handler'),
    imitate: (imitation: Imitation) => writeFile(imitationPath, JSON.stringify(imitation)),
  };
};
