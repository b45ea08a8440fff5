import { claimsOf, verifySigV4 } from '../../access/verify-sigv4.ts';
import type { SignatureClaims } from '../../access/verify-sigv4-claims.ts';
import { SigV4Error } from '../../access/verify-sigv4-error.ts';
import { readHead } from '../../aws-endpoint/arrived-request.ts';
import {
  type RefusedSignature,
  signatureDecision,
  signatureRefusal,
} from '../../aws-endpoint/refused-signature.ts';
import type { GatewayResponse } from '../gateway-response.ts';
import {
  type GatewayAuthorizer,
  type GatewayAuthorizerOptions,
  invokeGateway,
} from './authorizer-types.ts';

/** The signing name of requests to a gateway. */
const signingName = 'bedrock-agentcore';

/**
 * A gateway's AWS_IAM authorizer: checks the signature, then `bedrock-agentcore:InvokeGateway` on the
 * gateway. Refuses bearer tokens.
 */
export const createIamAuthorizer =
  (options: GatewayAuthorizerOptions): GatewayAuthorizer =>
  async (arrived) => {
    const { access, account, clock, gateway } = options;
    const startMs = performance.now();
    const request = { ...readHead(arrived.request), body: arrived.bytes };
    let claims: SignatureClaims | undefined;
    try {
      claims = claimsOf(request);
      const { session } = verifySigV4(request, claims, {
        access,
        account,
        clock,
        expectedService: signingName,
      });
      const caller = { kind: 'session', session } as const;
      const asked = { caller, action: invokeGateway, resource: gateway.arn, hop: 6 } as const;
      const { effect, principal } = access.authorize(asked);
      if (effect === 'allow') return { caller: principal };
      const message = `User: ${principal} is not authorized to perform: ${invokeGateway} on resource: ${gateway.arn}`;
      return { caller: principal, refusal: refusalOf(403, 'AccessDeniedException', message) };
    } catch (error) {
      if (!(error instanceof SigV4Error)) throw error;
      const named = claims && access.findSession(claims.accessKeyId);
      const ms = performance.now() - startMs;
      const refusal = refuseSignature(
        { error, request, session: named, turn: arrived.turn, ms },
        options,
      );
      return { caller: 'unknown', refusal };
    }
  };

type Refused = Omit<RefusedSignature, 'protocol' | 'signingName' | 'hop'>;

const refuseSignature = (
  refused: Refused,
  { decisions, gateway }: GatewayAuthorizerOptions,
): GatewayResponse => {
  const protocol = 'restJson1';
  const { code, message, status } = signatureRefusal(refused.error, protocol);
  const turn = refused.session?.currentTurn() ?? refused.turn;
  decisions.add({
    ...signatureDecision({ ...refused, turn, protocol, signingName, hop: 6 }),
    action: invokeGateway,
    resource: gateway.arn,
  });
  return refusalOf(status, code, message);
};

const refusalOf = (status: number, code: string, message: string): GatewayResponse => ({
  status,
  headers: { 'x-amzn-errortype': code },
  body: { message },
});
