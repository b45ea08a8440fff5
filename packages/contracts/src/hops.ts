/** Kind of credential: `iam` an execution role, `oauth` a client's access token, `cognito` a user's token. */
export const credentialKinds = ['iam', 'oauth', 'cognito', 'none'] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** Number of a hop, 1 (browser) to 7 (AWS security services). */
export type HopNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type Hop = {
  readonly hop: HopNumber;
  readonly from: string;
  readonly to: string;
  /** The credential on AWS. A stage can open hop 1. */
  readonly credential: CredentialKind;
};

/** The seven hops in order. */
export const hops: readonly Hop[] = [
  { hop: 1, from: 'web UI', to: 'API Gateway', credential: 'cognito' },
  { hop: 2, from: 'API Gateway', to: 'web-api Lambda', credential: 'iam' },
  { hop: 3, from: 'web-api Lambda', to: 'Bedrock agent', credential: 'iam' },
  { hop: 4, from: 'Bedrock agent', to: 'action group', credential: 'iam' },
  { hop: 5, from: 'action group', to: 'bedrock-gateway-proxy Lambda', credential: 'iam' },
  { hop: 6, from: 'bedrock-gateway-proxy Lambda', to: 'AgentCore Gateway', credential: 'oauth' },
  { hop: 7, from: 'AgentCore Gateway', to: 'AWS security services', credential: 'iam' },
];
