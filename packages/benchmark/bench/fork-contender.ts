import { fork } from 'node:child_process';
import { once } from 'node:events';

export type ForkedContender<Measured> = {
  /** Lets the process do its work a number of times. Throws if the process has ended. */
  run(count: number): Promise<Measured>;
  end(): void;
};

export type ContenderProcess = {
  /** The process answers each message, a number, with one message, its measurement. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** Starts a process for one contender, so that each has its own heap and its own processor time. */
export const forkContender = <Measured>({
  script,
  args,
  env,
}: ContenderProcess): ForkedContender<Measured> => {
  const child = fork(script, [...args], {
    env: { ...process.env, ...env },
    // A function writes the lines of its log for each invocation.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The process of ${args[0]} has ended.`);
  });
  ended.catch(() => {});
  return {
    async run(count) {
      child.send(count);
      const [measured] = await Promise.race([once(child, 'message'), ended]);
      return measured;
    },
    end: () => child.disconnect(),
  };
};

/** The variables that Lambda sets for a function. */
export const lambdaVariables = (endpoint: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_SESSION_TOKEN: 'example-token',
});
