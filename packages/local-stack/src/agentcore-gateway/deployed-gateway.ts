/** An `AWS::BedrockAgentCore::Gateway` with its targets. */
export type DeployedGateway = {
  readonly gatewayId: string;
  readonly arn: string;
  readonly name: string;
  /** MCP endpoint, mapped to loopback. Ends in `/mcp`. */
  readonly url: string;
  readonly roleArn: string;
  readonly authorizer: GatewayAuthorization;
  readonly supportedVersions: readonly string[];
  /** Text about the tools in the answer to `initialize`. */
  readonly instructions?: string;
  /** Lifetime of an MCP session, counted from `initialize`. Without it the gateway has no sessions. */
  readonly sessionTimeoutMs?: number;
  /** Whether a client that accepts events receives them. */
  readonly streamsResponses?: boolean;
  /** With `DEBUG`, the caller learns why a target failed. */
  readonly exceptionLevel?: 'DEBUG';
  readonly targets: readonly DeployedGatewayTarget[];
};

/** The allowed callers: those with a token, those that IAM allows, or all. */
export type GatewayAuthorization =
  | ({ readonly type: 'CUSTOM_JWT' } & JwtConfiguration)
  | { readonly type: 'AWS_IAM' }
  | { readonly type: 'NONE' };

/** What the authorizer `CUSTOM_JWT` requires of a token. */
export type JwtConfiguration = {
  /** Mapped to loopback. */
  readonly discoveryUrl: string;
  readonly allowedClients: readonly string[] | undefined;
  readonly allowedScopes: readonly string[] | undefined;
  readonly allowedAudience: readonly string[] | undefined;
  readonly customClaims?: readonly CustomClaim[];
};

/** A claim that the token must contain. */
export type CustomClaim = {
  readonly name: string;
  readonly operator: 'EQUALS' | 'CONTAINS' | 'CONTAINS_ANY';
  readonly values: readonly string[];
};

export type DeployedGatewayTarget = {
  readonly targetId: string;
  readonly name: string;
  readonly lambdaArn: string;
  readonly tools: readonly GatewayTool[];
};

export type GatewayTool = {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: ToolSchemaNode;
};

/** The subset of JSON Schema that a gateway target accepts. */
export type ToolSchemaNode = {
  readonly type: 'string' | 'number' | 'object' | 'array' | 'boolean' | 'integer';
  readonly description?: string;
  readonly properties?: Readonly<Record<string, ToolSchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: ToolSchemaNode;
};
