import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packageService } from '@hopwise/local-stack/packaging/package-service';
import { startLocalStack } from '@hopwise/local-stack/start-local-stack';
import { readTemplate } from '@hopwise/local-stack/template/template';
import { analyst } from '@hopwise/local-stack/testing/analyst';

/**
 * A process that runs the stage `dev` until SIGINT, with the page as it was built last: at hop 1 it takes the token of a
 * user of its own user pool. Prints `{ ready, endpoints }` on one line, as `hopwise start --json`.
 */

const serviceDirectory = resolve(import.meta.dirname, '../../..');
const directory = resolve(import.meta.dirname, '../dist');
const stage = 'dev';

const outputDirectory = await mkdtemp(join(tmpdir(), 'hopwise-dev-'));
try {
  const ending = Promise.withResolvers<void>();
  process.once('SIGINT', () => ending.resolve());
  const { templatePath, artifactDirectory } = await packageService({
    ...{ serviceDirectory, stage, outputDirectory },
  });
  const stack = await startLocalStack({
    ...{ template: await readTemplate(templatePath), artifactDirectory, stage },
    users: [analyst],
    webUi: { build: () => ({ state: 'built', directory }) },
  });
  process.stdout.write(`${JSON.stringify({ ready: true, endpoints: stack.endpoints })}\n`);
  await ending.promise;
  await stack.stop();
} finally {
  await rm(outputDirectory, { recursive: true, force: true });
}
