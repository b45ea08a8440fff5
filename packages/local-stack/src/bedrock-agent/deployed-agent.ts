/** An `AWS::Bedrock::Agent` with its action groups and aliases. */
export type DeployedAgent = {
  readonly agentId: string;
  readonly agentArn: string;
  readonly name: string;
  readonly roleArn: string;
  /**
   * The resources that the agent's role must be allowed to invoke: the foundation model, or an inference
   * profile followed by its model in each Region.
   */
  readonly modelArns: readonly [modelOrProfile: string, ...behindProfile: string[]];
  /** Why `modelArns` does not have every Region of an inference profile. */
  readonly regionsUnknown?: string;
  readonly modelId: string;
  readonly instruction: string;
  readonly idleSessionTtlMs: number;
  /** If false, the agent is NOT_PREPARED and InvokeAgent refuses it. */
  readonly prepared: boolean;
  readonly actionGroups: readonly DeployedActionGroup[];
  readonly aliases: readonly DeployedAgentAlias[];
};

export type DeployedAgentAlias = {
  readonly aliasId: string;
  readonly aliasArn: string;
  readonly name: string;
  readonly agentVersion: string;
};

export type DeployedActionGroup = {
  readonly name: string;
  readonly lambdaArn: string;
  readonly schema:
    | { readonly kind: 'functions'; readonly functions: readonly AgentFunction[] }
    | { readonly kind: 'openapi'; readonly document: unknown };
};

export type AgentFunction = {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<
    Record<
      string,
      {
        readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array';
        readonly description: string;
        readonly required: boolean;
      }
    >
  >;
};
