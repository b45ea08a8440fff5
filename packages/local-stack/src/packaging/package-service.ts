import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { mirrorService } from './mirror-service.ts';

/** Packaging the service failed. The message ends with the start and the end of the deploy tool's output. */
export class PackagingError extends Error {
  override readonly name = 'PackagingError';
}

export type Packaging = {
  /** Folder that contains `serverless.yml`. */
  readonly serviceDirectory: string;
  readonly stage: string;
  /** Folder for the template and the artifacts. A separate folder leaves deployments undisturbed. */
  readonly outputDirectory: string;
  readonly signal?: AbortSignal;
  /** Additional environment variables of the deploy tool. */
  readonly environment?: Readonly<Record<string, string>>;
};

/** Name of the packaged template. */
export const templateFile = 'cloudformation-template-update-stack.json';

/** The packaged service, as `serverless deploy` would upload it. */
export type PackagedService = {
  readonly templatePath: string;
  readonly artifactDirectory: string;
};

/** Of the start of the output, which has the first error, and also of its end. */
const maxOutputLength = 10_000;
const timeoutMs = 2 * 60 * 1000;
/** How long a terminated deploy tool may take to end. */
const endMs = 5_000;

/**
 * Runs `serverless package` offline and without credentials.
 *
 * @throws PackagingError when the deploy tool fails
 */
export const packageService = async (packaging: Packaging): Promise<PackagedService> => {
  const { serviceDirectory, stage, outputDirectory } = packaging;
  const mirror = await mirrorService(serviceDirectory);
  // The deploy tool leaves copies of the built functions in its temporary folder.
  const temporary = `${mirror}-tmp`;
  try {
    await mkdir(temporary, { mode: 0o700 });
    const command = [serverlessCommand(serviceDirectory), 'package', '--stage', stage];
    const args = [...command, '--package', outputDirectory];
    const environment = { ...packaging.environment, ...temporaryFolder(temporary) };
    const { code, output } = await run(args, mirror, { ...packaging, environment });
    if (code !== 0) {
      throw new PackagingError(
        `serverless package --stage ${stage} failed (exit ${code}).\n${output}`,
      );
    }
  } finally {
    const options = { recursive: true, force: true, maxRetries: 5 };
    for (const folder of [mirror, temporary]) await rm(folder, options);
  }
  return {
    templatePath: join(outputDirectory, templateFile),
    artifactDirectory: outputDirectory,
  };
};

/** Path of the deploy tool's program. */
export const serverlessCommand = (serviceDirectory: string): string => {
  const resolve = createRequire(join(serviceDirectory, 'package.json'));
  return join(dirname(resolve.resolve('serverless/package.json')), 'bin', 'serverless.js');
};

/** The variables that `os.tmpdir()` reads on each platform. */
const temporaryFolder = (path: string) => ({ TMPDIR: path, TMP: path, TEMP: path });

const run = async (
  command: readonly string[],
  directory: string,
  { signal, environment }: Pick<Packaging, 'signal' | 'environment'>,
): Promise<{ code: number | null; output: string }> => {
  const child = spawn(process.execPath, command, {
    cwd: directory,
    env: { ...process.env, SLS_NOTIFICATIONS_MODE: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
  });
  const output = collect([child.stdout, child.stderr]);
  try {
    const [code] = await once(child, 'close');
    return { code, output: output() };
  } catch (cause) {
    // While it still runs, it writes into the folders that are removed next.
    if (child.pid !== undefined) await hasEnded(child);
    throw new PackagingError('serverless package was terminated before it ended.', { cause });
  }
};

const hasEnded = async (child: ChildProcess): Promise<void> => {
  const timer = setTimeout(() => child.kill('SIGKILL'), endMs);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  clearTimeout(timer);
};

/** Keeps the start of the output, which has the first error, and the end, which has the summary. */
const collect = (streams: readonly Readable[]): (() => string) => {
  let start = '';
  let end = '';
  for (const stream of streams) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      const text = start + part;
      start = text.slice(0, maxOutputLength);
      end = (end + text.slice(maxOutputLength)).slice(-maxOutputLength);
    });
  }
  return () => (start + end).trim();
};
