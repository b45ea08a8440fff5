import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder in place of the one with `serverless.yml`. */
export const createServiceDirectory = (): Promise<string> =>
  mkdtemp(join(tmpdir(), 'hopwise-test-'));

export const removeServiceDirectory = (directory: string): Promise<void> =>
  rm(directory, { recursive: true });
