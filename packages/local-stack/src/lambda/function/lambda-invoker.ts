import type { HopNumber } from '@hopwise/contracts/hops';
import type { Caller } from '../../access/session.ts';

export type Invocation = {
  readonly functionArn: string;
  readonly payload: Uint8Array;
  /** Becomes `context.clientContext`. */
  readonly clientContext?: unknown;
  readonly caller: Caller;
  readonly hop: HopNumber | null;
  /** Correlation id of the turn that the invocation works for. */
  readonly turn: string | undefined;
  /** Ends the wait; the invocation itself goes on, as it does on AWS. */
  readonly signal?: AbortSignal;
};

export type InvocationResult = {
  readonly requestId: string;
  readonly payload: Uint8Array;
  /** Set when the function threw, timed out or crashed; `payload` then holds Lambda's error object. */
  readonly functionError: 'Unhandled' | undefined;
};

export type StreamedInvocation = {
  readonly requestId: string;
  /** Everything that the function wrote, a prelude included. Ends early, with an error, where the function failed. */
  readonly body: AsyncIterable<Uint8Array>;
};

/** Calls functions in process, with the same checks that the Invoke API applies. Throws `LambdaInvokeError`. */
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

/** Which limit a throttled invocation met. */
export type ThrottleReason =
  | 'ConcurrentInvocationLimitExceeded'
  | 'ReservedFunctionConcurrentInvocationLimitExceeded';

/** An invocation that never reached the function. */
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
