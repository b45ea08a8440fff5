import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { cacheControlOf, contentTypeOf } from '@hopwise/local-stack/web-ui-host/page-file-headers';

/** An object in the page's bucket. */
export type PageFile = {
  readonly key: string;
  readonly body: Uint8Array | string;
  readonly contentType: string;
  readonly cacheControl: string;
};

/** The files of the built page in upload order. `index.html` is last, because it refers to the other files. */
export const pageFiles = async (distDirectory: string, config: string): Promise<PageFile[]> => {
  const entries = await readdir(distDirectory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(paths.map((path) => pageFile(distDirectory, path)));
  const configFile = {
    key: 'config.json',
    body: config,
    contentType: 'application/json',
    cacheControl: 'no-store',
  };
  return [...files, configFile].sort((a, b) => rank(a) - rank(b));
};

const pageFile = async (distDirectory: string, path: string): Promise<PageFile> => {
  const key = relative(distDirectory, path).split(sep).join('/');
  const contentType = contentTypeOf(path);
  if (contentType === undefined) throw new Error(`The page has a file of unknown type: ${key}.`);
  return { key, body: await readFile(path), contentType, cacheControl: cacheControlOf(key) };
};

const rank = ({ key }: PageFile): number => Number(key === 'index.html');
