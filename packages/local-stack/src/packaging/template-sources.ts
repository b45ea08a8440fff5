import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { filesBelow } from './file-hashes.ts';

export const configurationFile = 'serverless.yml';

/** Files that define resources but no functions. */
const resourceFile = /\/(?:role|resources)\.yml$/;

export type TemplateSources = {
  /** The files that define functions, and the files that they include. */
  readonly ofFunctions: readonly string[];
  /** All other files of the template. */
  readonly ofResources: readonly string[];
  /** Names of the environment variables in the template. */
  readonly variables: readonly string[];
};

/** Lists the files from which the deploy tool makes the template. */
export const templateSources = async (directory: string): Promise<TemplateSources> => {
  const functions = await includedFiles(directory, (path) => !resourceFile.test(path));
  const all = await includedFiles(directory, () => true);
  return {
    ofFunctions: [...functions.files],
    ofResources: [...all.files].filter((path) => !functions.files.has(path)),
    variables: [...all.variables].sort(),
  };
};

/**
 * Follows `${file(…)}` from the configuration file. An included file that is code, or whose path has a variable,
 * can read any other file. In this case the result has all files of the service.
 */
const includedFiles = async (directory: string, follows: (path: string) => boolean) => {
  const files = new Set([configurationFile]);
  const variables = new Set<string>();
  let isOpen = false;
  for (const file of files) {
    const text = await readFile(join(directory, file), 'utf8').catch(() => '');
    for (const name of namesIn(text, /\$\{env:\s*([A-Za-z_]\w*)/g)) variables.add(name);
    const included = namesIn(text, /\$\{file\(([^)]*)\)/g);
    isOpen ||= !included.every(isPlainFile);
    for (const path of included.filter(follows)) files.add(posix.normalize(path));
  }
  const all = isOpen ? await serviceFiles(directory) : [];
  return { files: new Set([...files, ...all]), variables };
};

const namesIn = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name);

const isPlainFile = (path: string): boolean => /^[\w./-]+\.(?:ya?ml|json)$/.test(path);

/** All files of the services and packages. */
export const serviceFiles = async (directory: string): Promise<readonly string[]> =>
  (
    await Promise.all(['services', 'packages'].map((folder) => filesBelow(directory, folder)))
  ).flat();
