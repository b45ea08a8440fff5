import * as z from 'zod/mini';
import { decision } from './decision.ts';

/** Path of the file with the address of the running local stack. Only its owner can read it. */
export const stackStatePath = '.hopwise/stack.json';

/** Address and token of the control endpoint of the running local stack. */
export const stackState = z.strictObject({
  /** Not 0 or below, which stand for process groups. */
  pid: z.int().check(z.positive()),
  stage: z.string(),
  startedAt: z.string(),
  /** The control endpoint of a stack is always on loopback. */
  controlUrl: z.string().check(z.regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/)),
  /** Bearer token of the control endpoint. It is random at each start. */
  controlToken: z.string(),
  /** Origin of the page, if the stack has one with the routes of the local stack. */
  pageUrl: z.optional(z.url()),
});
export type StackState = z.infer<typeof stackState>;

const clientVariables = [
  'AWS_ENDPOINT_URL',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'API_URL',
  'AGENT_ID',
  'AGENT_ALIAS_ID',
  'GATEWAY_URL',
  'SECRET_ID',
  'USER_POOL_ID',
  'TOKEN_URL',
  'CLIENT_ID',
  'CLIENT_SECRET',
  'SIGN_IN_USERNAME',
  'SIGN_IN_PASSWORD',
] as const;

/** The name of a function comes from the template. The ending keeps it apart from the variables of a shell. */
const functionVariable = z.string().check(z.regex(/^(?:[A-Z_][A-Z0-9_]*_)?FUNCTION$/));

/**
 * `GET /env`: the environment variables of a client of the stack. A shell evaluates them, so the names are fixed, and
 * no value contains a control character.
 */
export const stackEnvironment = z.record(
  z.union([z.enum(clientVariables), functionVariable]),
  z.string().check(z.regex(/^\P{Cc}*$/u)),
);
export type StackEnvironment = z.infer<typeof stackEnvironment>;

/**
 * `GET /decisions?correlationId=…`: the decisions of one turn, oldest first. Without `correlationId`: all recorded
 * decisions.
 */
export const stackDecisions = z.array(decision);

/** `GET /functions/{key}/environment`: the environment variables of the function. */
export const functionEnvironment = z.record(z.string(), z.string());

/** `POST /page-address`: a new address of the page. On loopback, it gives access to one browser. */
export const pageAddress = z.strictObject({ address: z.url() });

/** `GET /sources`: whether the stack runs the service as it is now. */
export const stackSources = z.strictObject({
  /**
   * - `current`: no file has changed since the stack was packaged.
   * - `changed`: files have changed, and the stack does not watch them.
   * - `redeploying`: files have changed, and the stack is being updated.
   * - `failed`: files have changed, but the update failed. The stack runs the previous version.
   */
  state: z.enum(['current', 'changed', 'redeploying', 'failed']),
  /** The changed files, relative to the service directory. */
  changed: z.array(z.string()),
  /** Why the update failed. */
  problem: z.optional(z.string()),
});
export type StackSources = z.infer<typeof stackSources>;

/** Body of a refusal or failure of the control endpoint. */
export const controlRefusal = z.object({ message: z.string() });
