/** An `AWS::BedrockAgentCore::Gateway` with its targets. */
export type DeployedGateway = {
  readonly gatewayId: string;
  readonly arn: string;
  readonly name: string;
  /** MCP endpoint, mapped to loopback; ends in `/mcp`. */
  readonly url: string;
  readonly roleArn: string;
  readonly authorizer: GatewayAuthorization;
  readonly supportedVersions: readonly string[];
  /** What `initialize` tells a client about the tools. */
  readonly instructions?: string;
  /** How long an MCP session lives from its `initialize` on; without it, there are none. */
  readonly sessionTimeoutMs?: number;
  /** Whether a client that takes events gets them. */
  readonly streamsResponses?: boolean;
  /** `DEBUG` tells the caller why a target failed. */
  readonly exceptionLevel?: 'DEBUG';
  readonly targets: readonly DeployedGatewayTarget[];
};

/** Who may call: whoever has a token, whom IAM lets, or anyone. */
export type GatewayAuthorization =
  | ({ readonly type: 'CUSTOM_JWT' } & JwtConfiguration)
  | { readonly type: 'AWS_IAM' }
  | { readonly type: 'NONE' };

/** What the authorizer `CUSTOM_JWT` expects of a token. */
export type JwtConfiguration = {
  /** Mapped to loopback. */
  readonly discoveryUrl: string;
  readonly allowedClients: readonly string[] | undefined;
  readonly allowedScopes: readonly string[] | undefined;
  readonly allowedAudience: readonly string[] | undefined;
  readonly customClaims?: readonly CustomClaim[];
};

/** A claim of the token and what it must be. */
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
