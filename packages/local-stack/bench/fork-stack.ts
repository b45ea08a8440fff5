import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { StackReport, StackRequest } from './stack-process.ts';

type Report<Kind extends StackReport['kind']> = Extract<StackReport, { readonly kind: Kind }>;

const isOf = <Kind extends StackReport['kind']>(
  report: StackReport,
  kind: Kind,
): report is Report<Kind> => report.kind === kind;

/** Starts a stack in a separate process, so that its costs contain no work of the clients. */
export const forkStack = async () => {
  const stack = fork(join(import.meta.dirname, 'stack-process.ts'));
  const reported = <Kind extends StackReport['kind']>(kind: Kind): Promise<Report<Kind>> =>
    new Promise((resolve, reject) => {
      const onExit = () => reject(new Error('The process of the stack has ended.'));
      const onMessage = (report: StackReport) => {
        if (!isOf(report, kind)) return;
        stack.off('message', onMessage).off('exit', onExit);
        resolve(report);
      };
      stack.on('message', onMessage).once('exit', onExit);
    });
  const { api } = await reported('ready');
  const send = (request: StackRequest) => stack.send(request);
  return {
    api,
    pid: stack.pid ?? 0,
    send,
    /** Sends a request and waits for a report. */
    request: <Kind extends StackReport['kind']>(request: StackRequest, kind: Kind) => {
      const answer = reported(kind);
      send(request);
      return answer;
    },
    onUsage: (listener: (usage: Report<'usage'>) => void) =>
      stack.on('message', (report: StackReport) => {
        if (isOf(report, 'usage')) listener(report);
      }),
  };
};
