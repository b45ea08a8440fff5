import type { SignatureErrorName } from '@hopwise/contracts/codes/decision-codes';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { Session } from '../access/session.ts';
import type { ArrivedRequest } from '../access/verify-sigv4.ts';
import type { SigV4Error, SigV4ErrorCode } from '../access/verify-sigv4-error.ts';
import type { NewDecision } from '../decisions/decision-record.ts';
import { AwsError, type ErrorProtocol } from './aws-error.ts';

/** The XML protocols have different error names. */
const queryNames: Readonly<Record<SigV4ErrorCode, SignatureErrorName>> = {
  MissingAuthenticationToken: 'MissingAuthenticationToken',
  IncompleteSignature: 'IncompleteSignature',
  InvalidSignature: 'SignatureDoesNotMatch',
  UnrecognizedClient: 'InvalidClientTokenId',
  ExpiredToken: 'ExpiredToken',
};

const errorNameOf = ({ code }: SigV4Error, protocol: ErrorProtocol): SignatureErrorName =>
  protocol === 'restJson1' || protocol === 'awsJson1_1' ? `${code}Exception` : queryNames[code];

/** Converts a refused signature to the service's error. */
export const signatureRefusal = (error: SigV4Error, protocol: ErrorProtocol): AwsError =>
  new AwsError(errorNameOf(error, protocol), error.message, {
    status: error.code === 'IncompleteSignature' ? 400 : 403,
  });

export type RefusedSignature = {
  readonly request: ArrivedRequest;
  readonly error: SigV4Error;
  /** The protocol determines the error's name for the client. */
  readonly protocol: ErrorProtocol;
  readonly signingName: string | undefined;
  readonly hop: HopNumber | null;
  /** The session of the request's access key, if it exists. */
  readonly session: Session | undefined;
  readonly turn: string | undefined;
  readonly ms: number;
};

/** The refusal for the decision record. It never contains text from the sender's credentials. */
export const signatureDecision = (refused: RefusedSignature): NewDecision => {
  const { request, session, signingName } = refused;
  const [, operation] = (request.headers['x-amz-target'] ?? '').split('.');
  return {
    hop: refused.hop,
    correlationId: refused.turn ?? null,
    credential: 'iam',
    principal: session?.principalArn ?? 'unknown',
    action: operation ? `${signingName}:${operation}` : `${request.method} ${request.path}`,
    resource: signingName ?? '*',
    effect: 'deny',
    by: `SigV4: ${refused.error.message}`,
    code: refused.error.findingCode ?? errorNameOf(refused.error, refused.protocol),
    ms: refused.ms,
  };
};
