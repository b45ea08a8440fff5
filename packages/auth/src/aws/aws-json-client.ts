import { isInstance } from '../errors/auth-error.ts';
import type { HttpFailure, HttpSend } from '../http/http-send.ts';
import { createNodeHttpSend } from '../http/node-http-send.ts';
import { sendRequest } from '../http/send-request.ts';
import { traceHeader } from '../http/trace-header.ts';
import { checkedRandom } from '../options/checked-random.ts';
import { readOptions } from '../options/option-rules.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { withTimeLimit } from '../time/time-limit.ts';
import { wait } from '../time/wait.ts';
import { AwsConnectionError, AwsServiceError } from './aws-service-error.ts';
import {
  clientOptionRules,
  copyInput,
  readCallOptions,
  readCommand,
  serviceRules,
} from './client-option-rules.ts';
import type { AwsCredentials } from './credentials.ts';
import type { JsonMembers } from './json-members.ts';
import { readAnswer } from './read-answer.ts';
import { formOf, queryText, type RequestForm } from './request-form.ts';
import { retryDelayMs } from './retry-delay.ts';
import { type AwsJsonService, secureEndpoint, serviceEndpoint } from './service-endpoint.ts';
import { sigV4Signer } from './sigv4-signer.ts';

/** One call: an operation, its input, and the members that JSON cannot represent. */
export type AwsJsonCommand<Output extends object> = {
  readonly operation: string;
  readonly input: object;
  readonly members?: JsonMembers | undefined;
  /** For a service with the REST form of the protocol. */
  readonly rest?: RestRequest | undefined;
  /** Has no value. It tells the type of the output. */
  readonly output?: Output;
};

/** A request of the protocol `restJson1`. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export type RestRequest = {
  readonly method: 'GET' | 'POST';
  /** With the members of the input in it, percent-encoded. */
  readonly path: string;
  /** Members without a value are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Not for `GET`. */
  readonly body?: object;
};

/** A command of an SDK client, with the name of its operation. */
export abstract class JsonCommand<Input extends object, Output extends object>
  implements AwsJsonCommand<Output>
{
  abstract readonly operation: string;
  readonly input: Input;
  declare readonly output?: Output;

  /** Throws `REQUEST_INVALID` for an input that is not an object, or that cannot be read. */
  constructor(input: Input) {
    this.input = copyInput(input);
  }
}

/** What one try sends, and how it reads the answer. */
type Encoded = { readonly form: RequestForm; readonly members: JsonMembers | undefined };

/** The options of an SDK client that this client has, too. Any other option is refused. */
export type AwsJsonClientOptions = {
  /** Default `AWS_REGION`. */
  readonly region?: string;
  /** Default: the service's endpoint in the Region, or the one of `AWS_ENDPOINT_URL`. */
  readonly endpoint?: string;
  /** Default: the execution role. */
  readonly credentials?: AwsCredentials | (() => AwsCredentials | Promise<AwsCredentials>);
  /** From 1 to 10. Default 3. */
  readonly maxAttempts?: number;
  readonly requestHandler?: {
    /** Accepted for the SDK's sake: `requestTimeout` includes the time to connect. */
    readonly connectionTimeout?: number;
    /** Limit of one try, in milliseconds. Default 10,000. */
    readonly requestTimeout?: number;
    readonly throwOnRequestTimeout?: boolean;
  };
  /** Replaces `node:https`. */
  readonly send?: HttpSend;
  /** For tests. */
  readonly clock?: Clock;
  /** For tests. Default `Math.random`. */
  readonly random?: () => number;
};

/** Options of one call. */
export type AwsJsonCallOptions = { readonly abortSignal?: AbortSignal };

/** Secrets Manager returns at most 64 KiB, Cognito pages of a few kilobytes. */
const defaultMaxResponseBytes = 1_000_000;

/**
 * A client for a service with the JSON protocol of AWS. It has the shape of an SDK client and a tenth of its code:
 * no default credential chain, no plugins, no user agent. Throws `OPTIONS_INVALID` for wrong or unknown options.
 */
export class AwsJsonClient {
  readonly #service: AwsJsonService;
  readonly #options: AwsJsonClientOptions;
  readonly #send: HttpSend;
  readonly #timeoutMs: number;

  constructor(service: AwsJsonService, options: AwsJsonClientOptions = {}) {
    this.#service = readOptions('the service', service, serviceRules);
    this.#options = readOptions(service.signingName, options, clientOptionRules);
    this.#timeoutMs = this.#options.requestHandler?.requestTimeout ?? 10_000;
    this.#send = this.#options.send ?? createNodeHttpSend(this.#options.clock);
  }

  /**
   * Calls the service. Rejects with `AwsServiceError` for its errors, with `AwsConnectionError` if there is no response,
   * with `CredentialsProviderError` without usable credentials, and with an `AuthError` before it sends a command that is
   * wrong (`REQUEST_INVALID`) or has no endpoint (`OPTIONS_INVALID`). When the signal ends the call, the error has the name
   * `AbortError`.
   */
  async send<Output extends object>(
    command: AwsJsonCommand<Output>,
    options: AwsJsonCallOptions = {},
  ): Promise<Output> {
    const { abortSignal } = readCallOptions(options);
    const { maxAttempts = 3, clock = systemClock } = this.#options;
    const random = checkedRandom(this.#options.random ?? Math.random);
    const checked = readCommand(command);
    const { members } = checked;
    const form = formOf(checked, this.#service);
    for (let attempts = 1; ; attempts++) {
      try {
        // Credentials of the caller, and its own way to send, may never settle.
        return await withTimeLimit(() => this.#try<Output>({ form, members }, attempts), {
          timeoutMs: this.#timeoutMs,
          onTimeout: () => new AwsConnectionError('TimeoutError', undefined, attempts),
          signal: abortSignal,
          onAbort: () => Object.assign(new Error('The call was aborted.'), { name: 'AbortError' }),
        });
      } catch (error) {
        if (!isFailedCall(error)) throw error;
        const delayMs = retryDelayMs(error, random);
        if (delayMs === undefined || attempts >= maxAttempts) throw error;
        await wait(clock, delayMs);
      }
    }
  }

  async #try<Output extends object>({ form, members }: Encoded, attempts: number): Promise<Output> {
    const { region = process.env.AWS_REGION ?? '', endpoint } = this.#options;
    const { credentials, clock = systemClock } = this.#options;
    const { signingName, maxResponseBytes = defaultMaxResponseBytes } = this.#service;
    const { method, path, query, body } = form;
    const base =
      endpoint === undefined
        ? serviceEndpoint(this.#service, region, process.env)
        : secureEndpoint(endpoint);
    const url = new URL(`${path}${queryText(query)}`, base);
    const signer = sigV4Signer({
      service: signingName,
      region,
      ...(credentials && {
        credentials: typeof credentials === 'function' ? credentials : () => credentials,
      }),
      clock,
    });
    const { headers } = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path,
      query,
      headers: { host: url.host, ...form.headers, ...traceHeader() },
      ...(body !== undefined && { body }),
    });
    const limits = { timeoutMs: this.#timeoutMs, maxResponseBytes };
    const request = { method, url, headers, ...(body !== undefined && { body }), ...limits };
    const response = await sendRequest(this.#send, request, (failure, { cause }) =>
      connectionError(failure, cause?.code, attempts),
    );
    return readAnswer(response, attempts, members);
  }

  /** The SDK's clients have it. The connections of this client close with the process. */
  destroy(): void {}
}

const isFailedCall = (error: unknown): error is AwsServiceError | AwsConnectionError =>
  isInstance(error, AwsServiceError) || isInstance(error, AwsConnectionError);

const connectionError = (
  failure: HttpFailure,
  code: string | undefined,
  attempts: number,
): AwsConnectionError =>
  new AwsConnectionError(
    failure === 'timeout' ? 'TimeoutError' : 'ConnectionError',
    code,
    attempts,
  );
