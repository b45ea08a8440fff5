import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Measured } from './turn-process.ts';

export type TurnProcess = {
  /** Streams turns one after the other. Throws if the process has ended. */
  run(turns: number): Promise<Measured>;
  end(): void;
};

export type TurnProcessOptions = {
  readonly contender: string;
  readonly agentOrigin: string;
  readonly runtimeOrigin: string;
  /** The file of web-api's bundle. */
  readonly bundle: string;
};

const environment = (agentOrigin: string) => ({
  AWS_ENDPOINT_URL: agentOrigin,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_SESSION_TOKEN: 'example-token',
  AGENT_ID: 'AGENT12345',
  AGENT_ALIAS_ID: 'ALIAS12345',
  ALLOWED_ORIGIN: '*',
  PUBLIC_API: 'true',
});

/** Starts a process for one contender, so that each has its own heap and its own processor time. */
export const forkTurns = (options: TurnProcessOptions): TurnProcess => {
  const { contender, agentOrigin, runtimeOrigin, bundle } = options;
  const child = fork(
    join(import.meta.dirname, 'turn-process.ts'),
    [contender, agentOrigin, runtimeOrigin, bundle],
    {
      env: { ...process.env, ...environment(agentOrigin) },
      // web-api writes one line of its log for each turn.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The process of ${contender} has ended.`);
  });
  ended.catch(() => {});
  return {
    async run(turns) {
      child.send(turns);
      const [measured] = await Promise.race([once(child, 'message'), ended]);
      return measured;
    },
    end: () => child.disconnect(),
  };
};
