import { spawn } from 'node:child_process';
import { listenOnLoopback } from '@hopwise/local-stack/http/loopback-server';
import { controlOptions } from '@hopwise/local-stack/testing/control-options';
import { createControlServer } from '@hopwise/local-stack/testing/control-server';
import { writeStackState } from '../src/stack/stack-state-file.ts';

/** A process id above Linux's limit, so no process has it. */
export const deadPid = 2 ** 22 + 1;

/** Serves the control endpoint of a stack without the stack. The CLI finds it in the service directory. */
export const serveControlEndpoint = async (
  serviceDirectory: string,
  environment: Record<string, string>,
): Promise<{ readonly stops: () => number; readonly close: () => Promise<void> }> => {
  let stops = 0;
  // The process of the stack. A client trusts the state file only while it runs.
  const owner = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  let addresses = 0;
  const control = await listenOnLoopback(
    createControlServer(
      controlOptions({
        environment: () => environment,
        functionEnvironment: () => Promise.resolve({}),
        pageAddress: () => {
          addresses += 1;
          return `http://127.0.0.1:9/#code=${addresses}`;
        },
        onStop: () => {
          stops += 1;
          owner.kill('SIGKILL');
        },
      }),
    ),
    0,
  );
  await writeStackState(serviceDirectory, {
    pid: owner.pid ?? 0,
    stage: 'local',
    startedAt: '2026-11-22T08:00:00.000Z',
    controlUrl: control.origin,
    controlToken: 'control-token',
  });
  return {
    stops: () => stops,
    close: async () => {
      owner.kill('SIGKILL');
      await control.close();
    },
  };
};
