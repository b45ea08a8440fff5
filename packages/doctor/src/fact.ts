import type { HopNumber } from '@hopwise/contracts/hops';

/** What a rule says of each code beside where it found it: names and values of the template, never a secret. */
export type FactTexts = {
  OAUTH_TOKEN_TO_AWS_SERVICE: { readonly target: string };
  NO_TOKEN_TO_GATEWAY: { readonly functionId: string; readonly gatewayId: string };
  MIXED_CREDENTIALS: { readonly functionId: string; readonly gatewayId: string };
  OAUTH_CLIENT_IN_IAM_POLICY: { readonly granted: string };
  RESOURCE_POLICY_MISSING: {
    readonly functionId: string;
    readonly principal: string;
    readonly caller: string;
  };

  FUNCTION_ROLE_SHARED: {
    readonly functionId: string;
    readonly roleId: string;
    readonly sharedWith: string;
  };
  LOG_PERMISSION_MISSING: {
    readonly functionId: string;
    readonly roleId: string;
    readonly missing: string;
  };
  ACTION_UNKNOWN: { readonly action: string; readonly nearest: string | undefined };
  ACTION_RESOURCE_MISMATCH: {
    readonly action: string;
    readonly resource: string;
    readonly takes: string;
  };
  WILDCARD_ACTION: { readonly action: string };
  WILDCARD_RESOURCE: { readonly action: string; readonly takes: string };
  SOURCE_CONDITION_MISSING: { readonly service: string; readonly missing: string };
  ALIAS_ARN_FOR_AGENT: { readonly source: string };
  TARGET_NOT_GRANTED: {
    readonly gatewayId: string;
    readonly roleId: string;
    readonly functionId: string;
  };

  AUDIENCE_WITH_COGNITO: { readonly gatewayId: string };
  SCOPE_UNDEFINED: { readonly scope: string; readonly defined: string };
  CLIENT_FLOWS_MIXED: { readonly clientId: string; readonly others: string };
  CLIENT_SECRET_MISSING: { readonly clientId: string };
  SECRET_IN_TEMPLATE: { readonly name: string };
  API_OPEN: { readonly method: string };

  AGENT_NOT_PREPARED: { readonly agentId: string };
  ALIAS_VERSION_PINNED: { readonly aliasId: string; readonly version: string };
  TIMEOUT_TOO_LONG: {
    readonly functionId: string;
    readonly timeoutS: number;
    readonly caller: string;
    readonly waitsS: number;
  };
  TOOL_SCHEMA_KEY_UNKNOWN: { readonly tool: string; readonly key: string };
  FUNCTION_NAME_INVALID: { readonly name: string };
  RUNTIME_DEPRECATED: { readonly functionId: string; readonly runtime: string };
  PROPERTY_UNKNOWN: {
    readonly type: string;
    readonly property: string;
    readonly nearest: string | undefined;
  };
  RESOURCE_TYPE_UNKNOWN: { readonly type: string; readonly nearest: string | undefined };

  KEY_DUPLICATED: { readonly key: string; readonly files: string };
  SUPPRESSION_UNUSED: { readonly suppressed: string };
  SUPPRESSION_WITHOUT_REASON: { readonly suppressed: string };
};

export type StaticCode = keyof FactTexts;

type Place = {
  /** The resource that a suppression of this fact stands on. */
  readonly logicalId: string;
  /** For a person: resource, property, statement. */
  readonly where: string;
  readonly hop: HopNumber | null;
};

/** Something that a rule found; how it is worded is not the rule's business. */
export type Fact = {
  readonly [Code in StaticCode]: { readonly code: Code } & Place & FactTexts[Code];
}[StaticCode];
