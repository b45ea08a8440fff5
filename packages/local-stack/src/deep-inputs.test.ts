import { describe, expect, it } from '@jest/globals';
import type { Session } from './access/session.ts';
import { seededAccount } from './account.ts';
import { parseBody } from './agentcore-gateway/mcp/mcp-message.ts';
import { parseProxyResponse } from './api-gateway/proxy-response.ts';
import { parseJsonBody } from './aws-endpoint/rest-json-input.ts';
import { readActionGroupResponse } from './bedrock-agent/action-group/action-group-response.ts';
import { parseInvokeAgent } from './bedrock-agent/invoke-agent-request.ts';
import type { AgentTool } from './bedrock-agent/model/agent-tool.ts';
import { readChatCompletion } from './bedrock-agent/model/chat-completion.ts';
import { composeAnswer } from './bedrock-agent/planner/compose-answer.ts';
import { readInlinePolicy } from './iam/read-policy-document.ts';
import { readIdentityPolicies } from './iam/simulation/simulated-policy.ts';
import { parseInvokeRequest } from './lambda/invocation/invoke-request.ts';
import { parseFilterPattern } from './logs/filter-pattern/parse-filter-pattern.ts';
import { checkTemplate } from './template/template.ts';

const levels = 11_000;
const deep = `{"Resources":${'[{"a":'.repeat(levels)}1${'}]'.repeat(levels)}}`;
const bytes = Buffer.from(deep);
const inDocument = `{"Version":"2012-10-17","Statement":[${deep}]}`;

const tool: AgentTool = {
  name: 'tool',
  description: '',
  parameters: [],
  actionGroup: { name: 'group', lambdaArn: 'arn' },
  operation: { kind: 'function', functionName: 'tool' },
};

const session: Session = {
  principalArn: '',
  roleArn: '',
  accountId: seededAccount.accountId,
} as unknown as Session;

const request = { method: 'POST', path: '/', query: '', headers: {}, session };
const completion = (text: string) => ({
  choices: [
    { message: { content: null, tool_calls: [{ function: { name: 'tool', arguments: text } }] } },
  ],
});

describe('input that is nested too deeply', () => {
  it.each<[string, () => unknown, string]>([
    [
      'a template',
      () => checkTemplate(JSON.parse(deep)),
      'The template is nested deeper than 200 levels',
    ],
    [
      'an inline policy',
      () => readInlinePolicy(inDocument, 'p'),
      'This policy contains invalid Json',
    ],
    [
      'a simulated policy',
      () => readIdentityPolicies([inDocument], 'P'),
      'P.1 is nested deeper than 200 levels',
    ],
    [
      'the payload of an invocation',
      () =>
        parseInvokeRequest(
          { ...request, body: bytes, signal: new AbortController().signal },
          'arn',
        ),
      'The request body is nested deeper than 200 levels',
    ],
    [
      'a request to an agent',
      () => parseInvokeAgent({ path: '/agents/A/agentAliases/B/sessions/s1/text', body: bytes }),
      'The request body is nested deeper than 200 levels',
    ],
    [
      'a request to an AWS API',
      () => parseJsonBody(bytes),
      'expected JSON in UTF-8 with at most 200 levels',
    ],
    [
      'the answer of an action group',
      () => readActionGroupResponse(bytes.subarray(0, 24_000), tool),
      'encountered an error processing the Lambda response',
    ],
    [
      'the answer of a function to an API',
      () => parseProxyResponse(bytes),
      'MALFORMED_PROXY_RESPONSE',
    ],
    [
      'the tool call of a model',
      () => readChatCompletion(completion(deep), [tool]),
      'tool arguments that are not a JSON object',
    ],
  ])('is refused: %s', (_name, read, message) => {
    const error = thrownBy(read);
    expect(error).not.toBeInstanceOf(RangeError);
    expect(`${error.message} ${'code' in error ? error.code : ''}`).toContain(message);
  });

  it('is no message to the gateway, no data of a tool, and no match of a log pattern', () => {
    expect(parseBody(bytes)).toEqual({ text: '', message: undefined });
    const call = { callId: '1', tool: 'tool', arguments: {} };
    const result = { text: deep, rejected: false };
    expect(() => composeAnswer([{ role: 'tool', call, result }])).not.toThrow();
    expect(parseFilterPattern('{ $.a = 1 }')(deep)).toBe(false);
  });
});

const thrownBy = (read: () => unknown): Error => {
  try {
    read();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('Nothing was thrown.');
};
