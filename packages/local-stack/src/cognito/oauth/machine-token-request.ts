import type { Clock } from '@hopwise/auth/clock';
import type { TokenRequestRefusalCode } from '@hopwise/contracts/codes/decision-codes';
import type { DecisionRecord, NewDecision } from '../../decisions/decision-record.ts';
import type { Parameters } from '../http/form-parameters.ts';
import { OAuthError } from '../http/oauth-error.ts';
import type { UserPools } from '../pool/user-pools.ts';
import {
  authenticateClient,
  type ClientCredentials,
  readClientCredentials,
} from './client-authentication.ts';
import { grantClientCredentials, type MachineTokenResponse } from './grant-client-credentials.ts';

/** Finds the turn of a token request. Returns undefined when no turn caused it. */
export type TurnOfTokenRequest = (request: {
  readonly clientId: string;
  readonly traceHeader: string | undefined;
}) => string | undefined;

export type MachineTokenContext = {
  readonly pools: UserPools;
  readonly clock: Clock;
  readonly decisions: DecisionRecord;
  readonly turnOfTokenRequest: TurnOfTokenRequest;
};

type MachineTokenRequest = {
  readonly authorization: string | undefined;
  readonly traceHeader: string | undefined;
  readonly form: Parameters;
  /** Whether a parameter is repeated. */
  readonly repeats: boolean;
  /** The HTTP request, which can be timed already. */
  readonly arrived: object;
};

/** The code of the fault. The client itself sees only the code of the OAuth error. */
const refusalCode = ({ code }: OAuthError): TokenRequestRefusalCode => {
  if (code === 'invalid_scope') return 'SCOPE_NOT_GRANTED';
  const lacksFlow = code === 'unauthorized_client' || code === 'invalid_grant';
  return lacksFlow ? 'CLIENT_FLOW_MISSING' : 'TOKEN_REQUEST_REJECTED';
};

type Outcome = Pick<NewDecision, 'effect' | 'by' | 'code'>;

/** The client's credentials. Undefined in a malformed request. */
const credentialsOf = ({
  authorization,
  form,
}: MachineTokenRequest): ClientCredentials | OAuthError => {
  try {
    return readClientCredentials(authorization, form);
  } catch (error) {
    if (error instanceof OAuthError) return error;
    throw error;
  }
};

const grant = (
  request: MachineTokenRequest,
  credentials: ClientCredentials | OAuthError,
  { pools, clock }: MachineTokenContext,
): Promise<MachineTokenResponse> => {
  if (request.repeats) throw new OAuthError('invalid_request', 'a parameter is repeated');
  if (credentials instanceof OAuthError) throw credentials;
  return grantClientCredentials(authenticateClient(pools, credentials), request.form, clock);
};

/** Answers a `client_credentials` request and records the decision. Throws `OAuthError`. */
export const answerMachineTokenRequest = async (
  request: MachineTokenRequest,
  context: MachineTokenContext,
): Promise<MachineTokenResponse['body']> => {
  const startedAt = performance.now();
  const credentials = credentialsOf(request);
  const clientId = credentials instanceof OAuthError ? '' : credentials.clientId;
  const client = context.pools.findClient(clientId);
  const where =
    client === undefined
      ? 'token endpoint'
      : `app client "${client.name}" of user pool ${client.pool.name}`;
  const turn = context.turnOfTokenRequest({ clientId, traceHeader: request.traceHeader });
  const action = 'POST /oauth2/token';
  const endSpan = context.decisions.startSpan({
    hop: 6,
    turn,
    operation: action,
    request: request.arrived,
  });
  const record = (outcome: Outcome): void =>
    context.decisions.add({
      hop: 6,
      correlationId: turn ?? null,
      credential: 'oauth',
      principal: client === undefined ? 'unknown app client' : `app client ${client.clientId}`,
      action,
      resource: `${(client?.pool ?? context.pools.all[0])?.domainOrigin ?? ''}/oauth2/token`,
      ...outcome,
      ms: performance.now() - startedAt,
    });

  try {
    const { body, scopes } = await grant(request, credentials, context);
    const by = `${where}: flow client_credentials, scope "${scopes.join(' ')}"`;
    record({ effect: 'allow', by });
    endSpan('answered');
    return body;
  } catch (error) {
    endSpan('failed');
    if (error instanceof OAuthError) {
      record({ effect: 'deny', by: `${where}: ${error.message}`, code: refusalCode(error) });
    }
    throw error;
  }
};
