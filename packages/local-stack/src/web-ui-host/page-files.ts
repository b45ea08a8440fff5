import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type PageAnswer, plainPage } from './page-answer.ts';
import { cacheControlOf, contentTypeOf } from './page-file-headers.ts';

const textTypes = ['.css', '.html', '.js', '.json', '.svg', '.txt'];

export type FileRequest = {
  /** Percent-encoded, without a query. */
  readonly pathname: string;
  readonly ifNoneMatch: string | undefined;
  readonly acceptsGzip: boolean;
};

const compress = promisify(gzip);

/**
 * Resolves a path below the directory. `undefined` for a malformed path or one that leaves the directory.
 */
const fileOf = (directory: string, pathname: string): string | undefined => {
  try {
    const path = normalize(join(directory, decodeURIComponent(pathname)));
    return path.startsWith(directory + sep) && !path.includes('\0') ? path : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Serves a file of the built page. A path without an extension is a client-side route and gets the page.
 */
export const answerFile = async (directory: string, request: FileRequest): Promise<PageAnswer> => {
  const isPlace = extname(request.pathname) === '';
  const path = isPlace ? join(directory, 'index.html') : fileOf(directory, request.pathname);
  const content = path && (await readFile(path).catch(() => undefined));
  if (!content) return plainPage(404, { title: 'Not found', text: 'The file does not exist.' });
  const extension = extname(path);
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
  const headers = {
    'content-type': contentTypeOf(path) ?? 'application/octet-stream',
    'cache-control': cacheControlOf(request.pathname.slice(1)),
    vary: 'accept-encoding',
    etag,
  };
  if (request.ifNoneMatch === etag) return { status: 304, headers, body: '' };
  if (!request.acceptsGzip || !textTypes.includes(extension)) {
    return { status: 200, headers, body: content };
  }
  const body = await compress(content);
  return { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body };
};
