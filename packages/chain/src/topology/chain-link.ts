import type { HopNumber } from '@hopwise/contracts/hops';
import type { TemplateResource } from '@hopwise/template/template-model';

/** One resource of a template that calls or reads another one. */
export type ChainLink = {
  readonly kind: LinkKind;
  readonly hop: HopNumber | null;
  readonly from: TemplateResource;
  /** The place in the template that makes the link, such as `Agent.FoundationModel`. */
  readonly where: string;
  /** ARN, URL or id of the called resource, with stand-ins. */
  readonly to: string;
  /** The called resource, if it is in the template. */
  readonly toId: string | undefined;
  /** Why the caller needs it, as the end of a sentence: `its action group tools reads its schema from S3`. */
  readonly because: string;
  /** The source ARN that a service shows to the called resource, if a service calls. */
  readonly source?: string;
  /** The value of the template that names the role, if the link is from a resource to its role. */
  readonly written?: unknown;
};

export type LinkKind =
  | 'agent → role'
  | 'gateway → role'
  | 'function → role'
  | 'api → function'
  | 'authorizer → function'
  | 'function → agent'
  | 'agent → model'
  | 'agent → inference profile'
  | 'agent → models of profile'
  | 'agent → schema'
  | 'agent → knowledge base'
  | 'agent → guardrail'
  | 'agent → collaborator'
  | 'agent → key'
  | 'agent → function'
  | 'function → secret'
  | 'function → key of secret'
  | 'function → gateway with token'
  | 'function → gateway with IAM'
  | 'gateway → function'
  | 'gateway → interceptor'
  | 'gateway → policy engine'
  | 'gateway → policies'
  | 'gateway → runtime'
  | 'gateway → API'
  | 'gateway → schema'
  | 'gateway → workload identity'
  | 'gateway → OAuth provider'
  | 'gateway → API key provider'
  | 'rotation → function'
  | 'rule → function'
  | 'topic → function'
  | 'bucket → function'
  | 'user pool → function';
