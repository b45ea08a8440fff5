import { createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { TemplateChange } from '../src/faults/change-template.ts';
import { listenOnLoopback } from '../src/http/loopback-server.ts';
import type { LocalStackOptions } from '../src/start-local-stack.ts';
import { startLocalStack } from '../src/start-local-stack.ts';
import { askChat } from './ask-chat.ts';
import { artifactDirectoryOf, templateOf } from './packaged-stages.ts';

/**
 * A process that runs one stack. It does not exit on its own, so a port or child process that the stack
 * leaves open keeps it alive. Its argument is the name of a scenario, and it prints the result.
 */

const startWith = async (
  change: TemplateChange = () => undefined,
  options: Partial<LocalStackOptions> = {},
) => {
  const template = await templateOf('local');
  change(template);
  const artifactDirectory = artifactDirectoryOf('local');
  return startLocalStack({ template, artifactDirectory, stage: 'local', ...options });
};

const failing = (change?: TemplateChange, options?: Partial<LocalStackOptions>): Promise<string> =>
  startWith(change, options).then(
    () => 'started',
    (error: Error & { code?: string }) => error.code ?? error.name,
  );

const scenarios: Readonly<Record<string, () => Promise<string>>> = {
  'a stopped stack': async () => {
    const stack = await startWith();
    const { events } = await askChat(stack, 'Check security status');
    await Promise.all([stack.stop(), stack.stop()]);
    await stack.stop();
    return events.at(-1)?.type ?? 'nothing';
  },
  'a running stack': async () => {
    const stack = await startWith();
    await askChat(stack, 'Check security status');
    process.stdout.write('running');
    return new Promise(() => undefined);
  },
  'a stack stopped at once': async () => {
    await (await startWith()).stop();
    return 'stopped';
  },
  'a stack stopped while a function is unpacked': async () => {
    const stack = await startWith();
    const asked = askChat(stack, 'Check security status').catch(() => undefined);
    while (!stack.decisions.all().some(({ hop }) => hop === 2)) await setImmediate();
    await stack.stop();
    await asked;
    return 'stopped';
  },
  'a template with an unknown resource type': () =>
    failing(({ Resources }) => {
      Resources.Queue = { Type: 'AWS::SQS::Queue' };
    }),
  'a template with two gateways, which fails last': () =>
    failing(({ Resources }) => {
      Resources.OtherGateway = {
        ...Resources.SecurityGateway,
        Type: 'AWS::BedrockAgentCore::Gateway',
      };
    }),
  'a taken port': async () => {
    const taken = await listenOnLoopback(createServer(), 0);
    const outcome = await failing(undefined, { port: taken.port });
    await taken.close();
    return outcome;
  },
};

const scenario = scenarios[process.argv[2] ?? ''];
if (!scenario) throw new RangeError(`The scenarios are ${Object.keys(scenarios).join(', ')}.`);
process.stdout.write(await scenario());
