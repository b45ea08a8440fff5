import { randomUUID } from 'node:crypto';
import type { Server } from 'node:net';
import type { Clock } from '@hopwise/auth/clock';
import type { AccessControl } from '../access/access-control.ts';
import {
  type ArrivedRequest,
  claimsOf,
  type VerifiedSignature,
  verifySigV4,
} from '../access/verify-sigv4.ts';
import type { SignatureClaims } from '../access/verify-sigv4-claims.ts';
import { SigV4Error } from '../access/verify-sigv4-error.ts';
import type { Account } from '../account.ts';
import type { DecisionRecord } from '../decisions/decision-record.ts';
import { endWithResponse } from '../decisions/span-record.ts';
import type { TurnTraces } from '../decisions/turn-traces.ts';
import {
  createHttp1OrHttp2Server,
  type HttpRequest,
  type HttpResponse,
} from '../http/http1-or-http2.ts';
import { BodyTooLargeError } from '../http/read-body.ts';
import type { Relays } from '../http/relay.ts';
import { readArrivedBody, readHead } from './arrived-request.ts';
import { AwsError, renderError } from './aws-error.ts';
import type { AwsHandler, AwsResponse } from './aws-request.ts';
import { ConnectionLostError } from './connection-lost-error.ts';
import { signatureDecision, signatureRefusal } from './refused-signature.ts';
import { protocolOfRequest, type RequestForms, serviceOfRequest } from './request-form.ts';
import { unservedService } from './unserved-service.ts';
import { breakOff, writeResponse } from './write-response.ts';

export type AwsEndpointOptions = {
  /** Read at each request, because services start after the endpoint listens. */
  readonly services: readonly AwsHandler[];
  readonly forms: RequestForms;
  readonly access: Pick<AccessControl, 'findSession'>;
  readonly decisions: Pick<DecisionRecord, 'add' | 'startSpan'>;
  readonly clock: Clock;
  readonly account: Account;
  /** Attributes a refusal to its turn if the request's session is unknown. */
  readonly traces?: Pick<TurnTraces, 'turnOf'>;
  /** The relays that requests pass first. */
  readonly relays?: Pick<Relays, 'before'>;
  /** Receives internal errors of services. The client only learns that one occurred. */
  readonly onFault?: (error: unknown) => void;
};

/**
 * The endpoint of `AWS_ENDPOINT_URL`: every AWS API of the stack on one port, over HTTP/1.1 and h2c. A
 * request with a valid signature reaches the service that it is signed for.
 */
export const createAwsEndpoint = (options: AwsEndpointOptions): { readonly server: Server } => {
  const listener = (request: HttpRequest, response: HttpResponse): void => {
    const left = new AbortController();
    // The error of an abort costs as much as a decision, so a finished response causes none.
    response.once('close', () => {
      if (!isFinished(response)) left.abort();
    });
    // A broken connection is an error of the request over HTTP/1.1, and of request and response over
    // HTTP/2.
    for (const end of [request, response]) end.on('error', () => left.abort());
    answer(request, { options, response, signal: left.signal })
      .then((answered) => writeResponse(response, answered, left.signal))
      .catch((error: unknown) => {
        const isExpected = left.signal.aborted || error instanceof ConnectionLostError;
        if (!isExpected) options.onFault?.(error);
        breakOff(response);
      });
  };
  const relayed = options.relays?.before('aws', listener) ?? listener;
  return { server: createHttp1OrHttp2Server({ pages: 'machine' }, relayed) };
};

const isFinished = (response: HttpResponse): boolean =>
  'stream' in response ? response.stream.writableFinished : response.writableFinished;

type Answering = {
  readonly options: AwsEndpointOptions;
  readonly response: HttpResponse;
  readonly signal: AbortSignal;
};

const answer = async (incoming: HttpRequest, answering: Answering): Promise<AwsResponse> => {
  const { forms } = answering.options;
  const requestId = randomUUID();
  const head = readHead(incoming);
  let request: ArrivedRequest = { ...head, body: new Uint8Array() };
  let signingName = serviceOfRequest(request, forms);
  try {
    request = { ...head, body: await readArrivedBody(incoming) };
    const verified = verify(request, answering.options);
    signingName = verified.signingName;
    timeRequest(request, verified, answering);
    const response = await dispatch(request, verified, answering);
    return { ...response, headers: { 'x-amzn-requestid': requestId, ...response.headers } };
  } catch (error) {
    if (error instanceof ConnectionLostError) throw error;
    const protocol = protocolOfRequest(request, forms.get(signingName ?? ''));
    const rendered = renderError(asAwsError(error, answering.options), { protocol, requestId });
    if (!(error instanceof BodyTooLargeError)) return rendered;
    return { ...rendered, headers: { ...rendered.headers, ...closing(incoming) } };
  }
};

const verify = (request: ArrivedRequest, options: AwsEndpointOptions): VerifiedSignature => {
  const { access, account, clock, forms } = options;
  const startedAt = performance.now();
  let claims: SignatureClaims | undefined;
  try {
    claims = claimsOf(request);
    const expectedService = serviceOfRequest(request, forms);
    return verifySigV4(request, claims, { access, account, clock, expectedService });
  } catch (error) {
    if (!(error instanceof SigV4Error)) throw error;
    const session = claims && access.findSession(claims.accessKeyId);
    const signingName = serviceOfRequest(request, forms) ?? claims?.scope.service;
    const form = forms.get(signingName ?? '');
    const protocol = protocolOfRequest(request, form);
    options.decisions.add(
      signatureDecision({
        request,
        error,
        protocol,
        signingName,
        hop: form?.hop ?? null,
        session,
        turn: session?.currentTurn() ?? options.traces?.turnOf(request.headers['x-amzn-trace-id']),
        ms: performance.now() - startedAt,
      }),
    );
    throw signatureRefusal(error, protocol);
  }
};

/** A service outside of the hops, and a caller outside of a turn, have no times. */
const timeRequest = (
  { headers, method }: ArrivedRequest,
  { session, signingName }: VerifiedSignature,
  { options, response }: Answering,
): void => {
  const hop = options.forms.get(signingName)?.hop ?? null;
  // A JSON protocol names the operation in a header. A path can have ids of the user's data.
  const name = headers['x-amz-target']?.split('.').at(-1) ?? method;
  const span = { hop, turn: session.currentTurn(), operation: `${signingName} ${name}` };
  endWithResponse(options.decisions.startSpan(span), response);
};

const dispatch = async (
  request: ArrivedRequest,
  { session, signingName }: VerifiedSignature,
  { options: { services }, signal }: Answering,
): Promise<AwsResponse> => {
  const service = services.find((one) => one.signingName === signingName);
  if (!service) {
    const served = services.map((one) => one.signingName);
    throw unservedService(signingName, served);
  }
  const { ':authority': _authority, ...headers } = request.headers;
  return service.handle({ ...request, headers, session, signal });
};

const asAwsError = (error: unknown, options: AwsEndpointOptions): AwsError => {
  if (error instanceof AwsError) return error;
  if (error instanceof BodyTooLargeError) {
    return new AwsError('RequestEntityTooLargeException', error.message, { status: 413 });
  }
  options.onFault?.(error);
  return new AwsError('InternalFailure', 'The local stack failed to handle the request.', {
    status: 500,
    cause: error,
  });
};

/** HTTP/1.1 cannot reuse a connection with an unread request body. */
const closing = (request: HttpRequest): Readonly<Record<string, string>> =>
  request.httpVersionMajor === 1 ? { connection: 'close' } : {};
