import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packageService } from '@hopwise/local-stack/packaging/package-service';
import { startLocalStack } from '@hopwise/local-stack/start-local-stack';
import { readTemplate } from '@hopwise/local-stack/template/template';
import { analyst } from '@hopwise/local-stack/testing/analyst';

/**
 * Runs the stage `dev` with the last build of the page until SIGINT. Hop 1 requires the token of a user of the
 * stage's user pool. Prints `{ ready, endpoints }` on one line, like `hopwise start --json`.
 */

const serviceDirectory = resolve(import.meta.dirname, '../../..');
const directory = resolve(import.meta.dirname, '../dist');
const stage = 'dev';

const outputDirectory = await mkdtemp(join(tmpdir(), 'hopwise-dev-'));
try {
  const ending = Promise.withResolvers<void>();
  process.once('SIGINT', () => ending.resolve());
  const { templatePath, artifactDirectory } = await packageService({
    serviceDirectory,
    stage,
    outputDirectory,
  });
  const stack = await startLocalStack({
    template: await readTemplate(templatePath),
    artifactDirectory,
    stage,
    users: [analyst],
    webUi: { build: () => ({ state: 'built', directory }) },
  });
  process.stdout.write(`${JSON.stringify({ ready: true, endpoints: stack.endpoints })}\n`);
  await ending.promise;
  await stack.stop();
} finally {
  await rm(outputDirectory, { recursive: true, force: true });
}
