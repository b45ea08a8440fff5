import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { WebUiBuild } from '@hopwise/local-stack/web-ui-host/web-ui';
import { FileProblemError, namedFileProblem } from '../stack/file-problem.ts';

/** Sources of the page, relative to the service directory. */
const sources = [
  'docs/findings.md',
  'packages/chat-client/src',
  'packages/contracts/src',
  'pnpm-lock.yaml',
  'services/web-ui/build',
  'services/web-ui/index.html',
  'services/web-ui/public',
  'services/web-ui/src',
  'services/web-ui/tsconfig.json',
  'services/web-ui/vite.config.ts',
];

/** Keeps the end of the build output, which names the error. */
const maxDetailCharacters = 4_000;

const notStarted = 'The build could not be started.';

export type WebUiBuilding = {
  /** The build that can be served now. */
  readonly current: () => WebUiBuild;
  /** Resolves with the result of the first build. */
  readonly done: Promise<WebUiBuild>;
  /** Builds the page again if its sources have changed. After a failure, the previous page is still served. */
  readonly rebuild: () => Promise<RebuildResult>;
};

export type RebuildResult = WebUiBuild & {
  /** Whether the sources are those of the page that is served. */
  readonly isUnchanged: boolean;
};

/**
 * Builds the page if its sources have changed since the last build. Until the build is complete, the
 * previous page is served. The signal cancels the build.
 */
export const buildWebUi = (serviceDirectory: string, signal: AbortSignal): WebUiBuilding => {
  const directory = join(serviceDirectory, '.hopwise', 'web-ui');
  const built: WebUiBuild = { state: 'built', directory };
  let current: WebUiBuild = { state: 'building' };
  const build = async (): Promise<RebuildResult> => {
    const hash = await hashOf(serviceDirectory);
    const before = await readFile(hashFile(directory), 'utf8').catch(() => undefined);
    if (before !== undefined) current = built;
    if (before === hash) return { ...built, isUnchanged: true };
    const next = `${directory}-next`;
    const failure = await runBuild(serviceDirectory, next, signal);
    if (failure !== undefined) return { state: 'failed', detail: failure, isUnchanged: false };
    await writeFile(hashFile(next), hash);
    await rm(directory, { recursive: true, force: true });
    await rename(next, directory);
    return { ...built, isUnchanged: false };
  };
  const rebuild = async (): Promise<RebuildResult> => {
    const result = await build().catch(
      async (error: unknown): Promise<RebuildResult> => ({
        state: 'failed',
        detail: await detailOf(error, serviceDirectory),
        isUnchanged: false,
      }),
    );
    if (result.state !== 'failed' || current.state !== 'built') current = result;
    return result;
  };
  return { current: () => current, done: rebuild(), rebuild };
};

const detailOf = async (error: unknown, serviceDirectory: string): Promise<string> => {
  const named = await namedFileProblem(error, serviceDirectory);
  return named instanceof FileProblemError ? named.message : notStarted;
};

/** Lists the sources of the page, relative to the service directory. */
export const pageFiles = async (serviceDirectory: string): Promise<readonly string[]> => {
  const files = await Promise.all(
    sources.map((source) => filesIn(resolve(serviceDirectory, source))),
  );
  return files.flat().map((file) => relative(serviceDirectory, file));
};

const hashFile = (directory: string): string => join(directory, '.sources');

const hashOf = async (serviceDirectory: string): Promise<string> => {
  const hash = createHash('sha256');
  for (const file of await pageFiles(serviceDirectory)) {
    hash
      .update(file)
      .update('\0')
      .update(await readFile(join(serviceDirectory, file)));
  }
  return hash.digest('hex');
};

/** Lists the files below a folder in a fixed order, without tests. A file is a list of one; a missing path is empty. */
const filesIn = async (path: string): Promise<readonly string[]> => {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => (error.code === 'ENOTDIR' ? undefined : []),
  );
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
};

/** Resolves with the error output, or `undefined` if the build succeeded. */
const runBuild = (
  serviceDirectory: string,
  outDirectory: string,
  signal: AbortSignal,
): Promise<string | undefined> =>
  new Promise((settle) => {
    const webUi = join(serviceDirectory, 'services', 'web-ui');
    const vite = join(webUi, 'node_modules', 'vite', 'bin', 'vite.js');
    const args = [vite, 'build', '--outDir', outDirectory, '--emptyOutDir', '--logLevel', 'warn'];
    const child = spawn(process.execPath, args, {
      cwd: webUi,
      signal,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-maxDetailCharacters);
      });
    }
    child.once('error', () => settle(notStarted));
    child.once('close', (code) => settle(code === 0 ? undefined : withoutStackTrace(output)));
  });

const withoutStackTrace = (output: string): string =>
  output
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .join('\n')
    .trim();
