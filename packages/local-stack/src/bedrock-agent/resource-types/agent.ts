import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { physicalId } from '../../deployment/physical-id.ts';
import { inert, resourceType } from '../../deployment/resource-type.ts';

const parameter = z.strictObject({
  Type: z.enum(['string', 'number', 'integer', 'boolean', 'array']),
  Description: z._default(z.string(), ''),
  Required: z._default(z.boolean(), false),
});

const agentFunction = z.strictObject({
  Name: z.string(),
  Description: z._default(z.string(), ''),
  Parameters: z._default(z.record(z.string(), parameter), {}),
  RequireConfirmation: inert,
});

const actionGroup = z.strictObject({
  ActionGroupName: z.string(),
  ActionGroupState: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  ActionGroupExecutor: z.strictObject({ Lambda: z.string() }),
  FunctionSchema: z.optional(z.strictObject({ Functions: z.array(agentFunction) })),
  ApiSchema: z.optional(z.strictObject({ Payload: z.string() })),
  Description: inert,
  SkipResourceInUseCheckOnDelete: inert,
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
  },
  inert: [
    'AgentCollaboration',
    'AgentCollaborators',
    'CustomOrchestration',
    'CustomerEncryptionKeyArn',
    'GuardrailConfiguration',
    'KnowledgeBases',
    'MemoryConfiguration',
    'OrchestrationType',
    'PromptOverrideConfiguration',
    'SkipResourceInUseCheckOnDelete',
  ],
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
