import { entry } from './catalogue-entry.ts';

type Problem = { readonly problem: string };

const observed = ({ problem }: Problem): string => problem;

/** The token endpoint and its access tokens: the second half of hop 6. */
export const accessTokens = {
  TOKEN_ENDPOINT_UNREACHABLE: entry<Problem>({
    severity: 'error',
    hops: [6],
    meaning: 'No connection to the token endpoint is possible.',
    why: 'The user pool has no domain, or the network blocks the way to it.',
    observed,
    expected: "An answer from /oauth2/token on the user pool's domain.",
    cure: "Check the user pool's domain, DNS, and the network of the caller.",
    stack: true,
    faults: ['issuer-dead'],
  }),
  TOKEN_ENDPOINT_TIMEOUT: entry<Problem>({
    severity: 'error',
    hops: [6],
    meaning: 'The token endpoint does not answer in time.',
    why: 'Cognito or the network is slow.',
    observed,
    expected: 'An access token within 2.5 s.',
    cure: 'Check the health of Cognito in the Region, and the network path to it.',
    stack: true,
    faults: ['issuer-slow'],
  }),
  TOKEN_ENDPOINT_UNAVAILABLE: entry<Problem>({
    severity: 'error',
    hops: [6],
    meaning: 'The token endpoint throttles or fails, and a second request fails too.',
    why: 'Some client requests a token for each call and uses up the quota.',
    legitimateTwin: 'A short throttling. The second request succeeds.',
    observed,
    expected: 'An access token, at the latest on the second request.',
    cure: 'Find the client that requests so many tokens: each execution environment needs one per hour. Cache the token, as packages/auth does, or request a higher quota.',
    stack: true,
    faults: ['issuer-throttled'],
  }),
  TOKEN_REQUEST_REJECTED: entry<Problem>({
    severity: 'error',
    hops: [6],
    meaning: 'The token endpoint refuses the client, its flow or its scope.',
    why: 'The secret belongs to another client, or the client does not have the flow or the scope of the request.',
    observed,
    expected: 'An access token for the client in the secret.',
    cure: 'For invalid_client, rotate the secret. For invalid_scope, grant the scope to the client. For unauthorized_client, allow client_credentials.',
    stack: true,
    reproduce:
      'Write another `clientSecret` into `SecretString` in `services/identity/resources.yml`. Start the stack and run the doctor.',
  }),
  TOKEN_URL_WRONG: entry<Problem>({
    severity: 'error',
    hops: [6],
    meaning: 'The URL of the token endpoint answers 404 or 405, so no token endpoint is there.',
    why: 'The URL lacks the path `/oauth2/token`, or it is the address of the issuer.',
    observed,
    expected: "The user pool's domain with the path /oauth2/token.",
    cure: 'Set the variable with the token URL to https://<domain>.auth.<Region>.amazoncognito.com/oauth2/token.',
    stack: true,
    reproduce:
      'Remove `/oauth2/token` from `TOKEN_URL` in `services/bedrock-gateway-proxy/functions.yml`. Start the stack and run the doctor.',
  }),
  TOKEN_UNUSABLE: entry<Problem>({
    severity: 'error',
    hops: [6],
    meaning:
      'The claims or the form of the access token are not what the proxy expects, so the proxy does not send it.',
    why: "The proxy's environment variables name another user pool, client or scope than the secret does.",
    observed,
    expected: 'An access token with the claims that the proxy expects.',
    cure: "Compare the proxy's ISSUER, SCOPE and SECRET_ID with the user pool and its machine client.",
    stack: true,
    reproduce:
      'Run `./hopwise faults on wrong-issuer`. Then run the doctor with a principal that cannot read the gateway.',
  }),
  CLOCK_SKEW: entry<Problem>({
    severity: 'error',
    hops: [6],
    meaning: 'The access token has expired when it arrives.',
    why: "The clocks of the issuer and of the caller differ by more than a token's lifetime.",
    observed,
    expected: 'An access token that is valid when it arrives.',
    cure: "Correct the clock of this machine or of the issuer. They differ by more than a token's lifetime.",
    stack: true,
    faults: ['clock-skew'],
  }),
};
