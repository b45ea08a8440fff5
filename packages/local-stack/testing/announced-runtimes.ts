import { connect, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { type TemplateChange, withVariable } from '../src/faults/change-template.ts';

export type AnnouncedRuntime = {
  readonly pid: number;
  readonly workDirectory: string;
  readonly runtimeApi: string;
};

const functions = [
  'WebApiLambdaFunction',
  'BedrockGatewayProxyLambdaFunction',
  'SecurityToolsLambdaFunction',
];

const announcement =
  "console.log('runtime', process.pid, process.env.AWS_LAMBDA_RUNTIME_API, process.cwd())";

/** Makes each execution environment log its process id, Runtime API and directory when it starts. */
export const announcingRuntimes: TemplateChange = (template) => {
  const module = `data:text/javascript,${encodeURIComponent(announcement)}`;
  for (const logicalId of functions) {
    withVariable(logicalId, 'NODE_OPTIONS', `--import=${module}`)(template);
  }
};

/** Parses such a log line. */
export const announcedRuntime = (line: string): AnnouncedRuntime | undefined => {
  const [, pid, runtimeApi = '', taskRoot = ''] = /runtime (\d+) (\S+) (.*)$/.exec(line) ?? [];
  return pid === undefined
    ? undefined
    : { pid: Number(pid), runtimeApi, workDirectory: dirname(dirname(taskRoot)) };
};

export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Connects to a server of this machine, by its URL or the path of its socket. */
export const connectTo = (address: string): Socket => {
  const url = URL.parse(address);
  return url ? connect(Number(url.port), url.hostname) : connect(address);
};

/** Whether a server listens at an address of this machine. */
export const isListening = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connectTo(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
