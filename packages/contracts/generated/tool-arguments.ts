// Generated from the tools of services/security-tools by its script `generate`. Do not edit.

import * as z from 'zod/mini';

export type ToolArguments = {
  /** The arguments as the gateway takes them; applies defaults and refuses unknown names. */
  readonly schema: z.ZodMiniType<Record<string, unknown>>;
  /** Parameters that the agent passes as JSON text. */
  readonly jsonTextParameters: readonly string[];
};

/** By tool name. Ask with `Object.hasOwn` before looking up a name that came from outside. */
export const toolArguments: Readonly<Record<string, ToolArguments>> = {
  check_security_services: {
    schema: z.strictObject({
      service: z.optional(z.enum(['security-hub', 'guardduty', 'inspector', 'access-analyzer'])),
    }),
    jsonTextParameters: [],
  },
  list_findings: {
    schema: z.strictObject({
      service: z.optional(z.enum(['security-hub', 'guardduty', 'inspector', 'access-analyzer'])),
      severity: z.optional(z.enum(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL'])),
      resource_type: z.optional(z.enum(['s3-bucket', 'ec2-instance', 'security-group', 'iam-role', 'iam-user', 'access-key', 'lambda-function', 'container-image', 'database', 'kms-key', 'secret', 'sqs-queue', 'sns-topic', 'eks-cluster', 'ecs-cluster', 'aws-account'])),
      exposure: z.optional(z.enum(['public', 'cross-account'])),
      limit: z._default(z.int().check(z.gte(1), z.lte(50)), 20),
    }),
    jsonTextParameters: [],
  },
  summarize_findings: {
    schema: z.strictObject({
      service: z.optional(z.enum(['security-hub', 'guardduty', 'inspector', 'access-analyzer'])),
    }),
    jsonTextParameters: [],
  },
  explain_finding: {
    schema: z.strictObject({
      finding_id: z.string().check(z.minLength(1), z.maxLength(512)),
    }),
    jsonTextParameters: [],
  },
};
