import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { FaultUnknownError, findFault } from '@hopwise/local-stack/faults/create-faults';
import { faultSwitches } from '@hopwise/local-stack/faults/fault-switches';
import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import { modelHelp, modelOf } from '../agent-model.ts';
import { type Command, type CommandInput, type OptionValue, UsageError } from '../command.ts';
import { localDiagnosis } from '../local-diagnosis.ts';
import { requireFreePort } from '../require-free-port.ts';
import {
  findRunningStack,
  removeStackState,
  StackRunsAlreadyError,
  writeStackState,
} from '../running-stack.ts';
import { startPackagedStack } from '../start-packaged-stack.ts';
import { buildWebUi, type WebUiBuilding } from '../web-ui-build.ts';

/** What takes longer is worth a line. */
const patienceMs = 1_000;

export const start: Command = {
  name: 'start',
  summary: 'Packages the service and runs it on this machine until Ctrl-C.',
  synopsis:
    '[--port N] [--page-port N] [--host ADDRESS] [--model URL#NAME] [--fault NAME]... [--json]',
  help: [
    '  --port N           port of the API (default: a free one)',
    '  --page-port N      port of the page (default: a free one)',
    '  --host ADDRESS     address of this machine at which others may reach API and page (default: nobody may)',
    ...modelHelp,
    '  --fault NAME       breaks something on purpose; `hopwise faults` lists what, and repeats are welcome',
    '  --json             prints { ready, pid, endpoints } on one line once the stack is ready',
  ],
  options: {
    port: { type: 'string' },
    'page-port': { type: 'string' },
    host: { type: 'string' },
    model: { type: 'string' },
    fault: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  },
  async run(input) {
    const port = portOf(input.options, 'port');
    const pagePort = portOf(input.options, 'page-port');
    const host = hostOf(input.options.host);
    const model = modelOf(input.options.model);
    const faults = faultsOf(input.options.fault);
    await refuseSecondStack(input.serviceDirectory);
    await requireFreePort(port);
    await requireFreePort(pagePort);
    const startedAt = performance.now();
    const ending = new AbortController();
    const ended = AbortSignal.any([input.signal, ending.signal]);
    let building: WebUiBuilding | undefined;
    const diagnosis = localDiagnosis();
    const stack = await startPackagedStack(input, {
      outputDirectory: join(input.serviceDirectory, '.hopwise', 'package'),
      port,
      ...(host !== undefined && { host }),
      webUi: {
        port: pagePort,
        build: () => building?.current() ?? { state: 'building' },
        diagnose: diagnosis.diagnose,
      },
      faults,
      ...model,
      onStop: () => ending.abort(),
    });
    diagnosis.of(stack);
    if (host !== undefined) input.terminal.stderr.write(reachableWarning(host));
    try {
      await writeStackState(input.serviceDirectory, stack.state);
      announce(input, stack, (performance.now() - startedAt) / 1000);
      // Not before: both at once would take the processor from each other.
      building = buildWebUi(input.serviceDirectory, ended);
      reportBuild(input, building, ended);
      await aborted(ended);
    } finally {
      ending.abort();
      await removeStackState(input.serviceDirectory, stack.state);
      await stack.stop();
    }
    input.terminal.stderr.write('The local stack has ended.\n');
    return 0;
  },
};

const faultsOf = (value: OptionValue): readonly string[] => {
  const names = [value ?? []].flat().map(String);
  try {
    for (const name of names) findFault(faultSwitches, name);
    return names;
  } catch (cause) {
    if (!(cause instanceof FaultUnknownError)) throw cause;
    throw new UsageError(cause.message, { cause });
  }
};

/** Says what becomes of a build that takes a while; the page says so itself meanwhile. */
const reportBuild = (
  { terminal }: CommandInput,
  { done }: WebUiBuilding,
  ended: AbortSignal,
): void => {
  const late = setTimeout(() => {
    terminal.stderr.write('The page is being built; it opens by itself when it is there.\n');
  }, patienceMs);
  done.then((build) => {
    clearTimeout(late);
    if (build.state === 'failed' && !ended.aborted) {
      terminal.stderr.write(`The page could not be built:\n${build.detail}\n`);
    }
  });
};

/** One address, so that links and the API's origin are those that others can follow. */
const hostOf = (value: OptionValue): string | undefined => {
  if (value === undefined) return undefined;
  const host = String(value);
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  if (own.some(({ address }) => address === host)) return host;
  throw new UsageError(
    `--host takes an address of this machine: ${own.map(({ address }) => address).join(', ')}.`,
  );
};

const reachableWarning = (host: string): string =>
  `Warning: whoever reaches ${host} can ask the agent. The page there cannot flip faults, and what takes credentials stays on this machine.\n`;

const portOf = (options: CommandInput['options'], name: 'port' | 'page-port'): number => {
  const value = options[name];
  const port = value === undefined ? 0 : Number(value);
  if (/^\d+$/.test(String(value ?? 0)) && port <= 65_535) return port;
  throw new UsageError(`--${name} takes a number from 0 to 65535.`);
};

const refuseSecondStack = async (serviceDirectory: string): Promise<void> => {
  const running = await findRunningStack(serviceDirectory);
  if (running) throw new StackRunsAlreadyError(running.state.pid);
};

const announce = (
  { options, terminal }: CommandInput,
  stack: LocalStack,
  seconds: number,
): void => {
  const { endpoints, state } = stack;
  if (options.json === true) {
    terminal.stdout.write(`${JSON.stringify({ ready: true, pid: state.pid, endpoints })}\n`);
    return;
  }
  const { SIGN_IN_USERNAME: username, SIGN_IN_PASSWORD: password } = stack.env;
  const shown = [
    ...Object.entries(endpoints),
    ...(username === undefined ? [] : [['sign in', `${username}, password ${password}`] as const]),
  ];
  const rows = shown.map(([name, value]) => `  ${name.padEnd(15)}${value}\n`);
  terminal.stdout.write(
    [
      '\n',
      ...rows,
      `\nReady in ${seconds.toFixed(1)} s. Ctrl-C ends it. Open ${endpoints.webUi}, or in another terminal:\n`,
      '  npx -y pnpm@12 hopwise ask "Check security status"\n',
    ].join(''),
  );
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
