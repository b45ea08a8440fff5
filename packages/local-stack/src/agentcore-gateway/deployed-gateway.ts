/** An `AWS::BedrockAgentCore::Gateway` with its targets. */
export type DeployedGateway = {
  readonly gatewayId: string;
  readonly arn: string;
  readonly name: string;
  /** MCP endpoint, mapped to loopback; ends in `/mcp`. */
  readonly url: string;
  readonly roleArn: string;
  readonly authorizer: JwtConfiguration;
  readonly supportedVersions: readonly string[];
  readonly targets: readonly DeployedGatewayTarget[];
};

/** What the authorizer `CUSTOM_JWT` expects of a token. */
export type JwtConfiguration = {
  /** Mapped to loopback. */
  readonly discoveryUrl: string;
  readonly allowedClients: readonly string[] | undefined;
  readonly allowedScopes: readonly string[] | undefined;
  readonly allowedAudience: readonly string[] | undefined;
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
