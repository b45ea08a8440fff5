import { jsonProblem, parseBoundedJson } from '@hopwise/contracts/bounded-json';
import * as z from 'zod/mini';
import type { AwsRequest } from '../aws-endpoint/aws-request.ts';
import { AgentRuntimeError } from './agent-runtime-error.ts';

export type InvokeAgentRequest = {
  readonly agentId: string;
  readonly aliasId: string;
  readonly sessionId: string;
  readonly inputText: string;
  readonly enableTrace: boolean;
  readonly endSession: boolean;
  readonly streamFinalResponse: boolean;
  readonly sessionAttributes: Readonly<Record<string, string>>;
  readonly promptSessionAttributes: Readonly<Record<string, string>>;
};

const attributes = z.optional(z.record(z.string(), z.string()));

const invokeAgentBody = z.object({
  inputText: z.optional(z.string().check(z.maxLength(25_000_000))),
  enableTrace: z.optional(z.boolean()),
  endSession: z.optional(z.boolean()),
  sessionState: z.optional(
    z.looseObject({ sessionAttributes: attributes, promptSessionAttributes: attributes }),
  ),
  streamingConfigurations: z.optional(
    z.object({
      streamFinalResponse: z.optional(z.boolean()),
      applyGuardrailInterval: z.optional(z.int().check(z.gte(1))),
    }),
  ),
});

/** Members of InvokeAgent that the local stack does not support. */
const unsupportedMembers = [
  'memoryId',
  'bedrockModelConfigurations',
  'promptCreationConfigurations',
] as const;
const unsupportedStateMembers = [
  'returnControlInvocationResults',
  'invocationId',
  'files',
  'knowledgeBaseConfigurations',
  'conversationHistory',
] as const;

const pathPattern = /^\/agents\/([^/]+)\/agentAliases\/([^/]+)\/sessions\/([^/]+)\/text$/;

/** Whether the request is an InvokeAgent. */
export const isInvokeAgent = ({ method, path }: Pick<AwsRequest, 'method' | 'path'>): boolean =>
  method === 'POST' && pathPattern.test(path);

/** Parses and validates an InvokeAgent. Throws `ValidationException` with the violated constraint. */
export const parseInvokeAgent = (
  request: Pick<AwsRequest, 'path' | 'body'>,
): InvokeAgentRequest => {
  const [agentId, aliasId, sessionId] = (pathPattern.exec(request.path)?.slice(1) ?? []).map(
    decode,
  );
  const body = parseBody(request.body);
  const inputText = body.inputText ?? '';
  const endSession = body.endSession ?? false;
  if (inputText === '' && !endSession) throw invalid('inputText', 'Member must not be empty');
  return {
    agentId: constrained('agentId', agentId, { pattern: /^[0-9a-zA-Z]+$/, min: 1, max: 10 }),
    aliasId: constrained('agentAliasId', aliasId, { pattern: /^[0-9a-zA-Z]+$/, min: 1, max: 10 }),
    sessionId: constrained('sessionId', sessionId, {
      pattern: /^[0-9a-zA-Z._:-]+$/,
      min: 2,
      max: 100,
    }),
    inputText,
    enableTrace: body.enableTrace ?? false,
    endSession,
    streamFinalResponse: body.streamingConfigurations?.streamFinalResponse ?? false,
    sessionAttributes: body.sessionState?.sessionAttributes ?? {},
    promptSessionAttributes: body.sessionState?.promptSessionAttributes ?? {},
  };
};

type Constraint = { readonly pattern: RegExp; readonly min: number; readonly max: number };

const constrained = (name: string, value: string | undefined, constraint: Constraint): string => {
  const { pattern, min, max } = constraint;
  if (value === undefined || value.length < min) {
    throw invalid(name, `Member must have length greater than or equal to ${min}`);
  }
  if (value.length > max) {
    throw invalid(name, `Member must have length less than or equal to ${max}`);
  }
  if (!pattern.test(value)) {
    throw invalid(name, `Member must satisfy regular expression pattern: ${pattern.source}`);
  }
  return value;
};

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new AgentRuntimeError('ValidationException', 'The path is not percent-encoded UTF-8.', {
      cause,
    });
  }
};

const parseBody = (bytes: Uint8Array): z.infer<typeof invokeAgentBody> => {
  const json = parseJson(bytes);
  const parsed = invokeAgentBody.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(
      issue?.path.join('.') || 'body',
      'Member must be of the type and range of the API',
    );
  }
  refuseUnsupported(json, '', unsupportedMembers);
  refuseUnsupported(parsed.data.sessionState, 'sessionState.', unsupportedStateMembers);
  return parsed.data;
};

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return parseBoundedJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AgentRuntimeError('ValidationException', `The request body ${jsonProblem(cause)}.`, {
      cause,
    });
  }
};

const refuseUnsupported = (value: unknown, prefix: string, members: readonly string[]): void => {
  if (typeof value !== 'object' || value === null) return;
  const member = members.find((name) => name in value);
  if (member === undefined) return;
  throw new AgentRuntimeError(
    'ValidationException',
    `The local stack does not support ${prefix}${member} of InvokeAgent.`,
  );
};

const invalid = (member: string, constraint: string): AgentRuntimeError =>
  new AgentRuntimeError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );
