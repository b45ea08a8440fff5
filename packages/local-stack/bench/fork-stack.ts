import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Ready, StackReport, StackRequest, StackRequests } from './stack-process.ts';

type Waiting = PromiseWithResolvers<never>;

/** A busy machine needs minutes to package and start. A request that takes longer will never be answered. */
const limitMs = 5 * 60_000;

/** A stack in a separate process. */
export type ForkedStack = Ready & {
  readonly pid: number;
  /** Rejects when the process has ended, or does not answer in five minutes. */
  request<Name extends keyof StackRequests>(
    name: Name,
    fault?: string,
  ): Promise<StackRequests[Name]>;
  /** Ends the process at once. Its child processes notice that and end. */
  kill(): void;
};

/** Starts a stack in a separate process, so that its costs contain no work of the clients. */
export const forkStack = async (): Promise<ForkedStack> => {
  const stack = fork(join(import.meta.dirname, 'stack-process.ts'), { execArgv: ['--expose-gc'] });
  const ready = Promise.withResolvers<Ready>();
  const waiting = new Map<number, Waiting>();
  const refuseAll = (error: Error): void => {
    ready.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  stack.on('message', (report: StackReport) => {
    if ('ready' in report) return ready.resolve(report.ready);
    // `request` gave its caller the promise of this result.
    waiting.get(report.id)?.resolve(report.result as never);
    waiting.delete(report.id);
  });
  stack.once('exit', (code, signal) =>
    refuseAll(new Error(`The process of the stack has ended (${signal ?? `exit code ${code}`}).`)),
  );
  stack.once('error', refuseAll);

  const inTime = async <Result>(answer: Promise<Result>, what: string): Promise<Result> => {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(new Error(`The stack did not answer in 5 minutes: ${what}.`)),
      limitMs,
    );
    try {
      return await Promise.race([answer, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  };

  let requests = 0;
  const started = await inTime(ready.promise, 'start');
  return {
    ...started,
    pid: stack.pid ?? 0,
    request(name, fault = '') {
      const id = requests++;
      const answer: Waiting = Promise.withResolvers();
      waiting.set(id, answer);
      const request: StackRequest = { id, do: name, fault };
      stack.send(request, (error) => error && answer.reject(error));
      return inTime(answer.promise, `${name} ${fault}`.trim());
    },
    kill: () => stack.kill('SIGKILL'),
  };
};
