import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asObject } from '@hopwise/template/json';
import { readYaml } from './read-yaml.ts';

/** The stages with parameters in a `serverless.yml`. Empty if the file cannot be read. */
export const readStageNames = async (serviceDirectory: string): Promise<readonly string[]> => {
  const text = await readFile(join(serviceDirectory, 'serverless.yml'), 'utf8').catch(() => '');
  const { params } = asObject(readYaml(text));
  return Object.keys(asObject(params)).filter((name) => name !== 'default');
};
