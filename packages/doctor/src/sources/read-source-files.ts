import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { asList, asObject } from '@hopwise/template/json';
import { readYaml } from './read-yaml.ts';
import type { SourceFile } from './source-file.ts';

/** `${file(./path.yml)}`, without a key inside the file. */
const inclusion = /^\$\{file\(([^)]+)\)\}$/;

const pathsIn = (value: unknown): readonly string[] =>
  asList(value).flatMap((one) => {
    const [, path] = typeof one === 'string' ? (inclusion.exec(one) ?? []) : [];
    return path === undefined ? [] : [normalize(path)];
  });

/**
 * The files that a `serverless.yml` includes completely. Skips files that cannot be read, because packaging reports them
 * better.
 */
export const readSourceFiles = async (serviceDirectory: string): Promise<readonly SourceFile[]> => {
  const text = await readFile(join(serviceDirectory, 'serverless.yml'), 'utf8').catch(() => '');
  const service = asObject(readYaml(text));
  const files = (['functions', 'resources'] as const).flatMap((kind) =>
    pathsIn(service[kind]).map(async (path): Promise<SourceFile | undefined> => {
      const read = await readFile(join(serviceDirectory, path), 'utf8').catch(() => undefined);
      return read === undefined ? undefined : { kind, path, text: read };
    }),
  );
  return (await Promise.all(files)).filter((file) => file !== undefined);
};
