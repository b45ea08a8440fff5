import { saveMemory } from '@hopwise/local-stack/save-memory';
import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import type { CommandInput, RunCommand } from '../command-line/command.ts';
import { localDiagnosis } from '../diagnosis/local-diagnosis.ts';
import { buildWebUi, type WebUiBuilding } from '../page/build-web-ui.ts';
import { watchPage } from '../page/watch-page.ts';
import { modelOf } from '../stack/agent-model.ts';
import { requireFreePort } from '../stack/require-free-port.ts';
import { findRunningStack } from '../stack/running-stack.ts';
import {
  removeStackState,
  StackAlreadyRunningError,
  writeStackState,
} from '../stack/stack-state-file.ts';
import { startPackagedStack } from '../stack/start-packaged-stack.ts';
import { compareSources, type Sources, watchSources } from '../stack/watch-sources.ts';
import { readyLine, readyMessage } from './ready-message.ts';
import { faultsOf, hostOf, portOf, watchOf } from './start-options.ts';

/** A build that takes longer is announced. */
const quietBuildMs = 1_000;

export const runStart: RunCommand = async (input) => {
  const port = portOf(input.options, 'port');
  const pagePort = portOf(input.options, 'page-port');
  const host = hostOf(input.options.host);
  const model = modelOf(input.options.model);
  const faults = await faultsOf(input.options.fault);
  const isWatching = watchOf(input);
  await refuseSecondStack(input.serviceDirectory);
  await requireFreePort(port);
  await requireFreePort(pagePort);
  saveMemory();
  const startedAt = performance.now();
  const ending = new AbortController();
  const ended = AbortSignal.any([input.signal, ending.signal]);
  let building: WebUiBuilding | undefined;
  const diagnosis = localDiagnosis();
  let sources: Sources | undefined;
  const { stack, deployed } = await startPackagedStack(input, {
    port,
    ...(host !== undefined && { host }),
    webUi: {
      port: pagePort,
      build: () => building?.current() ?? { state: 'building' },
      diagnose: diagnosis.diagnose,
    },
    faults,
    ...model,
    sources: async () => sources?.state() ?? { state: 'current', changed: [] },
    onStop: () => ending.abort(),
  });
  diagnosis.setStack(stack);
  sources = isWatching
    ? watchSources(stack, deployed, { ...input, signal: ended })
    : compareSources(deployed, input.serviceDirectory);
  if (host !== undefined) input.terminal.stderr.write(reachableWarning(host));
  for (const choice of stack.choices) input.terminal.stderr.write(`${choice}\n`);
  try {
    await writeStackState(input.serviceDirectory, stack.state);
    const seconds = (performance.now() - startedAt) / 1000;
    announce(input, stack, { seconds, isWatching });
    // The build starts last, because both at once would slow each other down.
    building = buildWebUi(input.serviceDirectory, ended);
    reportBuild(input, building, ended);
    if (isWatching) watchPage(building, { ...input, signal: ended });
    await aborted(ended);
  } finally {
    ending.abort();
    await removeStackState(input.serviceDirectory, stack.state);
    await stack.stop();
  }
  input.terminal.stderr.write('The local stack has stopped.\n');
  return 0;
};

/** Reports a slow build and a failed build. The page shows the same while it loads. */
const reportBuild = (
  { terminal }: CommandInput,
  { done }: WebUiBuilding,
  ended: AbortSignal,
): void => {
  const late = setTimeout(() => {
    terminal.stderr.write('Building the page. It opens by itself when it is ready.\n');
  }, quietBuildMs);
  done.then((build) => {
    clearTimeout(late);
    if (build.state === 'failed' && !ended.aborted) {
      terminal.stderr.write(`The page could not be built:\n${build.detail}\n`);
    }
  });
};

const reachableWarning = (host: string): string =>
  `Warning: everyone who can reach ${host} can ask the agent. The page there cannot switch faults, and endpoints that check credentials stay on this machine.\n`;

const refuseSecondStack = async (serviceDirectory: string): Promise<void> => {
  const running = await findRunningStack(serviceDirectory);
  if (running) throw new StackAlreadyRunningError(running.state.pid);
};

const announce = (
  { options, terminal }: CommandInput,
  stack: LocalStack,
  start: Parameters<typeof readyMessage>[1],
): void => {
  terminal.stdout.write(options.json === true ? readyLine(stack) : readyMessage(stack, start));
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
