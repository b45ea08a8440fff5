import type { Clock } from '@hopwise/auth/clock';
import type { TemplateChange } from '../src/faults/change-template.ts';
import {
  type LocalStack,
  type LocalStackOptions,
  startLocalStack,
} from '../src/start-local-stack.ts';
import type { Credentials } from './aws-calls.ts';
import { artifactDirectoryOf, type Stage, templateOf } from './packaged-stages.ts';

type Running = Partial<LocalStackOptions> & {
  readonly stage?: Stage;
  /** Changes to a copy of the packaged template. */
  readonly changes?: readonly TemplateChange[];
};

/** Starts a stack of a packaged stage on free ports. */
export const runStack = async ({ stage = 'local', changes = [], ...options }: Running = {}) => {
  const template = await templateOf(stage);
  for (const change of changes) change(template);
  const artifactDirectory = artifactDirectoryOf(stage);
  return startLocalStack({ template, artifactDirectory, stage, ...options });
};

/** A clock that tests can set ahead. */
export type MovableClock = Clock & { aheadMs: number };

export const movableClock = (): MovableClock => {
  const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };
  return clock;
};

/** Sends a request to the control endpoint, with the stack's token unless another header is given. */
export const askControl = (
  { state }: LocalStack,
  path: string,
  init: RequestInit = { headers: { authorization: `Bearer ${state.controlToken}` } },
): Promise<Response> => fetch(`${state.controlUrl}${path}`, init);

/** The credentials that `hopwise env` prints. */
export const operatorOf = ({ env }: LocalStack): Credentials => credentialsIn(env);

/** The credentials of a function's role, as in its execution environment. */
export const roleOf = async (stack: LocalStack, functionName: string): Promise<Credentials> => {
  const response = await askControl(stack, `/functions/${functionName}/environment`);
  return credentialsIn((await response.json()) as Record<string, string>);
};

const credentialsIn = (variables: Readonly<Record<string, string>>): Credentials => ({
  accessKeyId: variables.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? '',
  sessionToken: variables.AWS_SESSION_TOKEN ?? '',
});
