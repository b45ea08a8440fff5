import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packageService } from '@hopwise/local-stack/packaging/package-service';
import { startLocalStack } from '@hopwise/local-stack/start-local-stack';
import { readTemplate } from '@hopwise/local-stack/template/template';
import { analyst } from '@hopwise/local-stack/testing/analyst';
import { withProperty } from '@hopwise/local-stack/testing/change-template';

/**
 * Runs the stage of the first argument with the last build of the page until SIGINT. Prints `{ ready, endpoints, page }` on one
 * line, like `hopwise start --json`.
 */

const serviceDirectory = resolve(import.meta.dirname, '../../..');
const directory = resolve(import.meta.dirname, '../dist');
const stage = process.argv[2] ?? 'local';

/** Ends a hanging call soon. It is much longer than any other turn, on a busy machine too. */
const proxyTimeoutS = 10;

/** The proxy answers shortly before its timeout. On a busy machine, its answer can be late. */
const killDelayMs = 60_000;

const outputDirectory = await mkdtemp(join(tmpdir(), `hopwise-${stage}-`));
try {
  const ending = Promise.withResolvers<void>();
  process.once('SIGINT', () => ending.resolve());
  const { templatePath, artifactDirectory } = await packageService({
    serviceDirectory,
    stage,
    outputDirectory,
  });
  const template = await readTemplate(templatePath);
  withProperty('BedrockGatewayProxyLambdaFunction', 'Timeout', proxyTimeoutS)(template);
  const stack = await startLocalStack({
    template,
    artifactDirectory,
    stage,
    users: [analyst],
    killDelayMs,
    webUi: { build: () => ({ state: 'built', directory }) },
  });
  const ready = { ready: true, endpoints: stack.endpoints, page: stack.pageAddress() };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  await ending.promise;
  await stack.stop();
} finally {
  await rm(outputDirectory, { recursive: true, force: true });
}
