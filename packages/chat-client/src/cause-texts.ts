import type {
  AuthorizerRefusalCode,
  IamRefusalCode,
  ModelAccessRefusalCode,
  NetworkRefusalCode,
  TokenRefusalCode,
} from '@hopwise/contracts/codes/decision-codes';
import type { LocalFailureCode } from '@hopwise/contracts/codes/local-failures';

/** What happened, and what a person can do about it. */
export type CauseText = { readonly message: string; readonly cure: string };

/** A cause that `POST /chat` does not always report, because the caller of the hop often sees only a symptom. */
export type CauseCode =
  | TokenRefusalCode
  | AuthorizerRefusalCode
  | ModelAccessRefusalCode
  | NetworkRefusalCode
  | LocalFailureCode
  | Exclude<
      IamRefusalCode,
      'INVOKE_AGENT_DENIED' | 'SECRET_ACCESS_DENIED' | 'SERVICE_ACCESS_DENIED'
    >;

type ByHop = (hop: number | undefined) => CauseText;

const signInAgain = 'Sign in again, and ask again.';
const compareClocks =
  'Compare the clocks of bedrock-gateway-proxy and of the token endpoint. Then ask again.';
const trustPolicy = 'AssumeRolePolicyDocument';

const modelOption = '--model URL#NAME of ./hopwise start';

const functionAt = (hop: number | undefined): string =>
  hop === 2 ? 'web-api' : hop === 5 ? 'bedrock-gateway-proxy' : 'security-tools';

const callerAt = (hop: number | undefined): string =>
  hop === 3 ? 'web-api' : hop === 7 ? 'security-tools' : 'bedrock-gateway-proxy';

const calledAt = (hop: number | undefined): string =>
  hop === 3
    ? 'the agent'
    : hop === 7
      ? 'the security services'
      : 'Secrets Manager, the token endpoint or the gateway';

/** The token endpoint is the one host that no interface endpoint reaches. */
const vpcCure = (hop: number | undefined): string =>
  `Route 0.0.0.0/0 of each of its subnets to a NAT gateway in a public subnet, and allow port 443 in its security group. ${
    hop === 6
      ? 'An interface endpoint does not help: no endpoint reaches the domain of a user pool. Or remove VpcConfig of the function.'
      : 'Or add an interface endpoint with PrivateDnsEnabled for the service, or remove VpcConfig of the function.'
  }`;

/** The causes that a decision of the local stack names. */
const causeTexts: Readonly<Record<CauseCode, CauseText | ByHop>> = {
  TOKEN_MISSING: {
    message: 'The question has no access token, but POST /chat requires one.',
    cure: "Sign in, so that the page sends an access token. If the stage is open on purpose, set its parameter publicApi to 'true' and deploy again.",
  },
  TOKEN_MALFORMED: {
    message: 'The Authorization header of the question contains no JWT.',
    cure: 'Send the access token unchanged, as Authorization: Bearer.',
  },
  TOKEN_FORGED: {
    message: 'The signature of the user’s access token is wrong.',
    cure: `Find what changes the token on the way to API Gateway. Then: ${signInAgain}`,
  },
  TOKEN_FROM_OTHER_ISSUER: {
    message: 'The user’s access token comes from another user pool than POST /chat requires.',
    cure: 'Compare the user pool of the page’s sign-in with the authorizer of POST /chat.',
  },
  TOKEN_OF_WRONG_KIND: {
    message: 'The authorizer of POST /chat requires another kind of token.',
    cure: 'Send the access token if the method has scopes. Without scopes, the authorizer requires the ID token.',
  },
  TOKEN_LACKS_SCOPE: {
    message: 'The user’s access token lacks the scopes that POST /chat requires.',
    cure: 'Request the scope at sign-in, or correct the AuthorizationScopes of POST /chat.',
  },
  TOKEN_EXPIRED: (hop) =>
    hop === 1
      ? { message: 'The user’s access token has expired.', cure: signInAgain }
      : {
          message: 'The access token had expired when it arrived at the gateway.',
          cure: compareClocks,
        },

  RESOURCE_POLICY_MISSING: (hop) =>
    hop === 2
      ? {
          message: 'The resource policy of web-api does not allow API Gateway to invoke it.',
          cure: 'Add an AWS::Lambda::Permission for web-api, with the principal apigateway.amazonaws.com and a SourceArn that matches this API.',
        }
      : {
          message:
            'The resource policy of bedrock-gateway-proxy does not allow the agent to invoke it.',
          cure: 'Add an AWS::Lambda::Permission for bedrock-gateway-proxy, with the principal bedrock.amazonaws.com. Its SourceArn is the ARN of the agent, not of the alias. Its SourceAccount is this account.',
        },
  EXECUTION_ROLE_UNTRUSTED: (hop) => ({
    message: `Lambda cannot assume the execution role of ${functionAt(hop)}, so the function does not run.`,
    cure: `Allow sts:AssumeRole to lambda.amazonaws.com in the ${trustPolicy} of that role.`,
  }),
  ACTION_RESOURCE_MISMATCH: {
    message:
      'The execution role of web-api has bedrock:InvokeAgent on the agent. The call needs it on the agent’s alias.',
    cure: 'Grant bedrock:InvokeAgent on the ARN of the alias: agent-alias/<agent>/<alias>. A grant on agent/<agent> has no effect.',
  },
  AGENT_ROLE_UNTRUSTED: {
    message: 'Bedrock cannot assume the agent’s service role.',
    cure: `Allow sts:AssumeRole to bedrock.amazonaws.com in the ${trustPolicy} of the role. Its conditions must name this account and the agent, not the alias.`,
  },
  INVOKE_MODEL_DENIED: {
    message: 'The agent’s service role is not allowed to invoke the agent’s model.',
    cure: 'Allow bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream on the model in that role. An inference profile also needs its models in every Region.',
  },
  AGENT_MODEL_ACCESS_MISSING: {
    message: 'The account has no access to the agent’s model in this Region.',
    cure: 'Open the agent’s model in the Bedrock console of this account and Region, invoke it there once, and complete what it requires, such as the AWS Marketplace subscription or the use case form of the provider. A grant in the agent’s role does not help.',
  },

  MODEL_UNREACHABLE: {
    message: 'Nothing answers at the address of the agent’s model server.',
    cure: `Start the model server, or correct the address in ${modelOption}.`,
  },
  MODEL_TIMEOUT: {
    message: 'The agent’s model server did not answer in time.',
    cure: 'Read the log of the model server. It may still load the model, or the model may be too slow on this machine. Then ask again, or choose a smaller model.',
  },
  MODEL_CREDENTIAL_REFUSED: {
    message: 'The agent’s model server refused its API key.',
    cure: 'Set HOPWISE_MODEL_API_KEY to a valid key of this model server, and start the stack again.',
  },
  MODEL_REFUSED: {
    message: 'The agent’s model server refused the request.',
    cure: `Check that the model server has the model, and correct the name in ${modelOption}. The log of the model server says more.`,
  },
  MODEL_REPLY_MALFORMED: {
    message: 'The answer of the agent’s model server is no usable chat completion.',
    cure: `Check that the address in ${modelOption} is an OpenAI-compatible endpoint, and that the model supports tool calls.`,
  },
  MODEL_REPLY_TOO_LARGE: {
    message: 'The answer of the agent’s model server is too large.',
    cure: `Check that the address in ${modelOption} is an OpenAI-compatible endpoint, or choose another model.`,
  },

  NO_TOKEN_TO_GATEWAY: {
    message: 'The request arrived at the gateway without an access token.',
    cure: 'Find what removes the Authorization header between bedrock-gateway-proxy and the gateway: a proxy, a redirect or an interceptor.',
  },
  MIXED_CREDENTIALS: {
    message: 'The request arrived at the gateway with an access token and a second credential.',
    cure: 'Find what signs the request or adds X-Amz-Security-Token on the way to the gateway, and remove it. The gateway needs only the access token.',
  },
  TOKEN_INVALID: {
    message: 'The gateway could not verify the access token.',
    cure: 'Check that DiscoveryUrl of the gateway names the user pool of the token, and that nothing changes the token on the way.',
  },
  ISSUER_MISMATCH: {
    message: 'The access token comes from another user pool than the gateway requires.',
    cure: 'Set ISSUER and TOKEN_URL of bedrock-gateway-proxy and DiscoveryUrl of the gateway to the same user pool.',
  },
  ISSUER_UNAVAILABLE: {
    message: 'The gateway could not read the keys of the token’s issuer.',
    cure: 'Check that DiscoveryUrl of the gateway names an existing user pool, and that its keys can be read.',
  },
  CLIENT_NOT_ALLOWED: {
    message: 'The gateway does not allow the OAuth client of bedrock-gateway-proxy.',
    cure: 'Add the id of the machine client to AllowedClients of the gateway’s authorizer.',
  },
  AUDIENCE_NOT_ALLOWED: {
    message: 'The gateway requires an audience, which the access token does not have.',
    cure: 'Remove AllowedAudience from the gateway’s authorizer: the access token of a Cognito machine client has no aud claim. Use AllowedClients and AllowedScopes.',
  },
  INSUFFICIENT_SCOPE: {
    message: 'The access token lacks the scopes that the gateway requires.',
    cure: 'Set SCOPE of bedrock-gateway-proxy and AllowedScopes of the gateway to the same scope.',
  },
  CLAIM_NOT_ALLOWED: {
    message: 'The access token does not have a claim that the gateway requires.',
    cure: 'Compare CustomClaims of the gateway’s authorizer with the claims of the access token.',
  },

  VPC_NO_WAY_OUT: (hop) => ({
    message: `${callerAt(hop)} is in a VPC from which it cannot reach ${calledAt(hop)}.`,
    cure: vpcCure(hop),
  }),

  ARTIFACT_UNUSABLE: (hop) => ({
    message: `The local stack cannot unpack the zip of ${functionAt(hop)}, so the function does not run.`,
    cure: 'Stop the stack, run ./hopwise clean, and start the stack again, so that the functions are packaged again. The log of the function says what is wrong with the zip.',
  }),
  ARTIFACT_NOT_WRITTEN: (hop) => ({
    message: `The local stack cannot write the files of ${functionAt(hop)}, so the function does not run.`,
    cure: 'Free some space in the folder for temporary files, or set TMPDIR to a short path that this user can write, and start the stack again. The log of the function names the path.',
  }),

  GATEWAY_ROLE_UNTRUSTED: {
    message: 'The gateway cannot assume its execution role.',
    cure: `Allow sts:AssumeRole to bedrock-agentcore.amazonaws.com in the ${trustPolicy} of the role. Its conditions must match this account and this gateway.`,
  },
  TARGET_NOT_GRANTED: {
    message: 'The gateway’s execution role is not allowed to invoke security-tools.',
    cure: 'Allow lambda:InvokeFunction on security-tools in the gateway’s execution role.',
  },
};

/** The text of a cause at a hop; `undefined` if the code names no cause of this kind. */
export const causeText = (code: string, hop: number | undefined): CauseText | undefined => {
  const texts: Readonly<Record<string, CauseText | ByHop | undefined>> = causeTexts;
  const text = Object.hasOwn(texts, code) ? texts[code] : undefined;
  return typeof text === 'function' ? text(hop) : text;
};
