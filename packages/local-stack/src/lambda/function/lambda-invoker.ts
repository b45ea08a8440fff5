import type { HopNumber } from '@hopwise/contracts/hops';
import type { Caller } from '../../access/session.ts';
import { port } from '../../aws-service/ports.ts';

export type Invocation = {
  readonly functionArn: string;
  readonly payload: Uint8Array;
  /** Becomes `context.clientContext`. */
  readonly clientContext?: unknown;
  readonly caller: Caller;
  readonly hop: HopNumber | null;
  /** Correlation id of the turn that the invocation belongs to. */
  readonly turn: string | undefined;
  /** Ends the wait. The invocation itself continues, as on AWS. */
  readonly signal?: AbortSignal;
};

export type InvocationResult = {
  readonly requestId: string;
  readonly payload: Uint8Array;
  /** Set when the function threw, timed out or crashed. `payload` is then Lambda's error object. */
  readonly functionError: 'Unhandled' | undefined;
  /** How long the execution environment took to initialize. Absent if it existed already. */
  readonly coldStartMs?: number | undefined;
};

export type StreamedInvocation = {
  readonly requestId: string;
  /** All bytes that the function wrote, including a prelude. Throws when the function fails. */
  readonly body: AsyncIterable<Uint8Array>;
  readonly coldStartMs?: number | undefined;
};

/**
 * Invokes functions in this process, with the same checks as the Invoke API. Throws `LambdaInvokeError`.
 */
export type LambdaInvoker = {
  invoke(invocation: Invocation): Promise<InvocationResult>;
  invokeWithResponseStream(invocation: Invocation): Promise<StreamedInvocation>;
};

export type LambdaInvokeErrorCode =
  | 'AccessDeniedException'
  | 'ResourceNotFoundException'
  | 'TooManyRequestsException'
  | 'RequestTooLargeException'
  | 'ServiceException';

/** The limit that throttled an invocation. */
export type ThrottleReason =
  | 'ConcurrentInvocationLimitExceeded'
  | 'ReservedFunctionConcurrentInvocationLimitExceeded';

/** The invocation never reached the function. */
export class LambdaInvokeError extends Error {
  override readonly name = 'LambdaInvokeError';
  readonly code: LambdaInvokeErrorCode;
  readonly reason: ThrottleReason | undefined;

  constructor(
    code: LambdaInvokeErrorCode,
    message: string,
    { reason, ...options }: ErrorOptions & { readonly reason?: ThrottleReason } = {},
  ) {
    super(message, options);
    this.code = code;
    this.reason = reason;
  }
}

export const lambdaInvoker = port<LambdaInvoker>('Lambda invoker');
