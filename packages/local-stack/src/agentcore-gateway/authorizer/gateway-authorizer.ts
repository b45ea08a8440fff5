import type { JwtConfiguration } from '../deployed-gateway.ts';
import {
  type GatewayAuthorizer,
  type GatewayAuthorizerOptions,
  invokeGateway,
} from './authorizer-types.ts';
import { credentialRefusal } from './credential-refusal.ts';
import { createIamAuthorizer } from './iam-authorizer.ts';
import { type AuthorizerVerdict, createJwtAuthorizer } from './jwt-authorizer.ts';
import { presentedCredential } from './presented-credential.ts';

/** Hop 6: authorizes requests with the gateway's authorizer, and records every decision. */
export const createGatewayAuthorizer = (options: GatewayAuthorizerOptions): GatewayAuthorizer => {
  const { authorizer } = options.gateway;
  if (authorizer.type === 'AWS_IAM') return createIamAuthorizer(options);
  return authorizer.type === 'NONE' ? anyone(options) : byToken(authorizer, options);
};

const byToken = (
  authorizer: JwtConfiguration,
  { gateway, clock, decisions }: GatewayAuthorizerOptions,
): GatewayAuthorizer => {
  const authorizeCredential = createJwtAuthorizer(authorizer, clock);
  return async ({ request, turn }) => {
    const startMs = performance.now();
    const verdict = await authorizeCredential(presentedCredential(request));
    record({
      gateway,
      decisions,
      turn,
      verdict,
      credential: 'oauth',
      ms: performance.now() - startMs,
    });
    const { url } = gateway;
    return verdict.outcome === 'allowed'
      ? { caller: verdict.subject ?? verdict.principal }
      : { caller: verdict.principal, refusal: credentialRefusal(verdict, { url, authorizer }) };
  };
};

const openToAll: AuthorizerVerdict = {
  outcome: 'allowed',
  principal: 'anonymous',
  by: 'NONE authorizer: every caller is allowed',
};

const anyone =
  ({ gateway, decisions }: GatewayAuthorizerOptions): GatewayAuthorizer =>
  async ({ turn }) => {
    record({ gateway, decisions, turn, verdict: openToAll, credential: 'none', ms: 0 });
    return { caller: openToAll.principal };
  };

type Recorded = Pick<GatewayAuthorizerOptions, 'gateway' | 'decisions'> & {
  readonly turn: string | undefined;
  readonly verdict: AuthorizerVerdict;
  readonly credential: 'oauth' | 'none';
  readonly ms: number;
};

const record = ({ gateway, decisions, turn, verdict, credential, ms }: Recorded): void =>
  decisions.add({
    hop: 6,
    correlationId: turn ?? null,
    credential,
    principal: verdict.principal,
    action: invokeGateway,
    resource: gateway.arn,
    effect: verdict.outcome === 'allowed' ? 'allow' : 'deny',
    by: verdict.by,
    ...(verdict.code !== undefined && { code: verdict.code }),
    ms,
  });
