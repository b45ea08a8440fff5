import { claimsOf, verifySigV4 } from '../access/verify-sigv4.ts';
import { SigV4Error } from '../access/verify-sigv4-error.ts';
import { readHead } from '../aws-endpoint/arrived-request.ts';
import { signatureDecision, signatureRefusal } from '../aws-endpoint/refused-signature.ts';
import {
  type GatewayAuthorizer,
  type GatewayAuthorizerOptions,
  type GatewayRequest,
  invokeGateway,
} from './authorized.ts';
import type { GatewayResponse } from './gateway-response.ts';

/** What callers sign for. */
const signingName = 'bedrock-agentcore';

/**
 * A gateway's AWS_IAM authorizer: the signature, then `bedrock-agentcore:InvokeGateway` on the gateway. A bearer
 * token is not what it takes.
 */
export const createIamAuthorizer =
  (options: GatewayAuthorizerOptions): GatewayAuthorizer =>
  async (arrived) => {
    const { access, account, clock, gateway } = options;
    const request = { ...readHead(arrived.request), body: arrived.bytes };
    try {
      const { session } = await verifySigV4(request, claimsOf(request), {
        ...{ access, account, clock, expectedService: signingName },
      });
      const caller = { kind: 'session', session } as const;
      const asked = { caller, action: invokeGateway, resource: gateway.arn, hop: 6 } as const;
      const { effect, principal } = access.authorize(asked);
      if (effect === 'allow') return { caller: principal };
      const message = `User: ${principal} is not authorized to perform: ${invokeGateway} on resource: ${gateway.arn}`;
      return { caller: principal, refusal: refusalOf(403, 'AccessDeniedException', message) };
    } catch (error) {
      if (!(error instanceof SigV4Error)) throw error;
      return { caller: 'unknown', refusal: refuseSignature(error, arrived, options) };
    }
  };

const refuseSignature = (
  error: SigV4Error,
  { request, bytes, turn }: GatewayRequest,
  { decisions }: GatewayAuthorizerOptions,
): GatewayResponse => {
  const { code, message, status } = signatureRefusal(error, 'restJson1');
  const refused = { error, errorName: code, signingName, session: undefined, turn, ms: 0 };
  const arrived = { ...readHead(request), body: bytes };
  decisions.add({ ...signatureDecision({ ...refused, request: arrived }), hop: 6 });
  return refusalOf(status, code, message);
};

const refusalOf = (status: number, code: string, message: string): GatewayResponse => ({
  status,
  headers: { 'x-amzn-errortype': code },
  body: { message },
});
