export type AgentToolParameter = {
  readonly name: string;
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  readonly description: string;
  readonly required: boolean;
};

/** A tool of an agent: a function or an API operation of one of its action groups. */
export type AgentTool = {
  /** Unique within the agent. */
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly AgentToolParameter[];
  readonly actionGroup: { readonly name: string; readonly lambdaArn: string };
  readonly operation: FunctionOperation | ApiOperation;
};

export type FunctionOperation = { readonly kind: 'function'; readonly functionName: string };

export type ApiOperation = {
  readonly kind: 'api';
  /** The document's path template, for instance `/findings/{findingId}`. */
  readonly apiPath: string;
  readonly httpMethod: string;
  /** The parameters in the request body, and its media type. Undefined for operations without a body. */
  readonly body:
    | { readonly mediaType: string; readonly parameters: ReadonlySet<string> }
    | undefined;
};
