import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { physicalId } from '../../deployment/physical-id.ts';
import { inert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

const neverDeleted = 'a stop of the local stack deletes no agent';

const parameter = z.strictObject({
  Type: z.enum(['string', 'number', 'integer', 'boolean', 'array']),
  Description: z._default(z.string(), ''),
  Required: z._default(z.boolean(), false),
});

const agentFunction = z.strictObject({
  Name: z.string(),
  Description: z._default(z.string(), ''),
  Parameters: z._default(z.record(z.string(), parameter), {}),
  RequireConfirmation: refused('return of control to the caller', ['DISABLED']),
});

const actionGroup = z.strictObject({
  ActionGroupName: z.string(),
  ActionGroupState: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  ActionGroupExecutor: z.strictObject({
    Lambda: z.string(),
    CustomControl: refused('return of control to the caller'),
  }),
  FunctionSchema: z.optional(z.strictObject({ Functions: z.array(agentFunction) })),
  ApiSchema: z.optional(
    z.strictObject({ Payload: z.string(), S3: refused('objects in Amazon S3') }),
  ),
  ParentActionGroupSignature: refused('the action groups that Bedrock defines'),
  Description: inert('the planner chooses by the descriptions of the functions'),
  SkipResourceInUseCheckOnDelete: inert(neverDeleted),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrock-agent.html */
export const agent = resourceType('AWS::Bedrock::Agent', {
  properties: {
    AgentName: z.string(),
    AgentResourceRoleArn: z.string(),
    FoundationModel: z.string(),
    Instruction: z.string(),
    AutoPrepare: z._default(z.boolean(), false),
    IdleSessionTTLInSeconds: z._default(z.number(), 600),
    ActionGroups: z._default(z.array(actionGroup), []),
    AgentCollaboration: refused('agents that work together', ['DISABLED']),
    AgentCollaborators: refused('agents that work together'),
    CustomOrchestration: refused('orchestration by a function'),
    CustomerEncryptionKeyArn: refused('agents that a KMS key encrypts'),
    GuardrailConfiguration: refused('guardrails'),
    KnowledgeBases: refused('knowledge bases'),
    MemoryConfiguration: refused('memory across sessions'),
    OrchestrationType: refused('orchestration by a function', ['DEFAULT']),
    PromptOverrideConfiguration: refused('prompts and parsers of an agent'),
    SkipResourceInUseCheckOnDelete: inert(neverDeleted),
  },
  update: 'in place',
  identify(_properties, { logicalId, account }) {
    const ref = physicalId(logicalId, 'upperAlphanumeric', 10);
    return {
      ref,
      attributes: {
        AgentId: ref,
        AgentArn: arn('bedrock', account, `agent/${ref}`),
        AgentStatus: 'PREPARED',
        AgentVersion: 'DRAFT',
      },
    };
  },
});
