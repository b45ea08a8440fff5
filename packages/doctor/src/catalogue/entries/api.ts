import { entry } from './catalogue-entry.ts';

/**
 * API Gateway answers 502 if the function crashes or times out, and 504 if it stops waiting first.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const curesByStatus: Readonly<Record<number, string>> = {
  500: 'Read the log of web-api. If it has no entry for the request, API Gateway could not run the function: see RESOURCE_POLICY_MISSING and EXECUTION_ROLE_UNTRUSTED.',
  502: 'Read the log of web-api. It shows the crash, or the timeout of the function.',
  504: 'Read the log of web-api. It shows what the function waits for. Then compare the timeout of the integration with the time that the function needs.',
};

/** The API in front of web-api: hops 1 and 2. */
export const api = {
  API_OPEN: entry<{ readonly method: string }>({
    severity: 'warning',
    hops: [1],
    meaning: 'Anyone can run a function through a method, a route or a function URL.',
    why: '`NONE` is the default type of authorization.',
    legitimateTwin:
      'A preflight that a mock answers, a private API, an API with a resource policy, or a method that requires an API key.',
    observed: ({ method }) => `Anyone can call ${method}.`,
    expected: 'A method that runs a function has an authorizer.',
    cure: 'Set AuthorizationType to COGNITO_USER_POOLS for a method or JWT for a route, with an authorizer and scopes. In SAM, set Auth with a DefaultAuthorizer on the API. For a function URL, set AuthType to AWS_IAM. If it is open on purpose, suppress this finding with the reason.',
    template: { check: 'open APIs' },
  }),
  AUTHORIZER_SCOPES_MISSING: entry<{
    readonly authorizer: string;
    readonly clientId: string;
    readonly scopes: string;
  }>({
    severity: 'error',
    hops: [1],
    meaning:
      'A method with a user-pool authorizer has no scopes, although people sign in with a client that gets access tokens with scopes.',
    why: 'Without `AuthorizationScopes`, the authorizer accepts only ID tokens.',
    onAws: '401 `Unauthorized` before the function runs.',
    legitimateTwin: 'A client without custom scopes, whose page sends its ID token.',
    observed: ({ authorizer, clientId, scopes }) =>
      `A method with the authorizer ${authorizer} has no scopes, but the access tokens of ${clientId} have ${scopes}.`,
    expected: 'AuthorizationScopes with a scope of the access tokens.',
    cure: ({ scopes }) => `Add AuthorizationScopes: [${scopes}] to the method.`,
    generalCure: 'Add `AuthorizationScopes` with the scope of the access tokens to the method.',
    template: { check: 'scopes of authorizers' },
    stack: true,
  }),
  PREFLIGHT_GUARDED: entry<{ readonly method: string }>({
    severity: 'error',
    hops: [1],
    meaning:
      'An authorizer is in front of an `OPTIONS` method, so the preflight of a browser is refused.',
    why: 'A default authorizer of an API covers every method. A browser sends its preflight without credentials.',
    onAws: '401 for `OPTIONS`. The page shows a CORS error.',
    legitimateTwin: 'An `OPTIONS` method with the type `NONE` beside a guarded `POST`.',
    observed: ({ method }) =>
      `${method} has an authorizer, but a browser sends OPTIONS without credentials.`,
    expected: 'AuthorizationType NONE for OPTIONS.',
    cure: 'Set AuthorizationType to NONE for OPTIONS. In SAM, set AddDefaultAuthorizerToCorsPreflight to false.',
    template: { check: 'preflights' },
    stack: true,
  }),
  TOKEN_MISSING: entry<{ readonly method: string }>({
    severity: 'error',
    hops: [1],
    meaning:
      'The chat method requires an access token of the user pool, but callers of the stage send none.',
    why: 'Someone closed the method without a way to sign in, or the page does not send its token.',
    onAws: '401 from API Gateway. The function does not run.',
    observed: ({ method }) => `${method} requires a token, but callers of this stage send none.`,
    expected:
      'An open method on a stage without sign-in, or a Cognito access token on a stage with sign-in.',
    cure: "Set the stage parameter publicApi to 'true' and deploy again, or let users sign in and send their access token.",
    stack: true,
    faults: ['chat-token-missing'],
  }),
  API_UNREACHABLE: entry<{ readonly problem: string }>({
    severity: 'error',
    hops: [2],
    meaning: "Nothing answers at the API's address.",
    why: 'The address is wrong, DNS or a proxy fails, or the API was deleted.',
    observed: ({ problem }) => `Nothing answers at the API's address (${problem}).`,
    expected: 'An answer of the API.',
    cure: "Call the address with curl from the machine that runs the doctor. Then check the API's deployment.",
    stack: true,
    reproduce:
      'Set the output `ApiUrl` in `services/web-api/resources.yml` to an address where nothing listens. Start the stack and run the doctor.',
  }),
  API_FAILED: entry<{ readonly request: string; readonly status: number }>({
    severity: 'error',
    hops: [2],
    meaning:
      'API Gateway answers a request with a status that is not an answer of web-api, or web-api fails.',
    why: 'API Gateway could not run the function, or the function crashed, timed out or refused the request.',
    observed: ({ request, status }) => `The API answers ${request} with status ${status}.`,
    expected:
      'The status with which web-api answers: 200, or 400 for the empty question that the doctor sends.',
    cure: ({ status }) =>
      curesByStatus[status] ??
      'Read the log of web-api. If it has no entry for the request, API Gateway or AWS WAF refused it.',
    generalCure:
      'Status 500: if the log of web-api has no entry for the request, API Gateway could not run the function. See RESOURCE_POLICY_MISSING and EXECUTION_ROLE_UNTRUSTED. Status 502: the function crashed or timed out. Status 504: API Gateway did not wait longer for it. For any other status, and for more detail, read the log of web-api.',
    stack: true,
    reproduce:
      'Run `./hopwise faults on api-permission-missing`. Then run the doctor with a principal that cannot read policies.',
  }),
};
