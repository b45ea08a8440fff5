import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { agentTools } from '../action-group/agent-tools.ts';
import type { AgentFunction, DeployedAgent } from '../deployed-agent.ts';
import type { ConversationMessage } from '../model/agent-model.ts';
import type { AgentTool } from '../model/agent-tool.ts';
import { createPlanner } from './planner.ts';

type FunctionProperties = {
  Name: string;
  Description: string;
  Parameters: Record<
    string,
    { Type: AgentFunction['parameters'][string]['type']; Description: string; Required: boolean }
  >;
};

const toolsOf = (functions: readonly AgentFunction[]): readonly AgentTool[] =>
  agentTools({
    actionGroups: [{ name: 'group', lambdaArn: 'arn:f', schema: { kind: 'functions', functions } }],
  } as unknown as DeployedAgent);

const generated: FunctionProperties[] = JSON.parse(
  readFileSync(
    new URL(import.meta.resolve('@hopwise/contracts/generated/agent-functions.json')),
    'utf8',
  ),
);

const securityTools = toolsOf(
  generated.map(({ Name, Description, Parameters }) => ({
    name: Name,
    description: Description,
    parameters: Object.fromEntries(
      Object.entries(Parameters).map(([name, one]) => [
        name,
        { type: one.Type, description: one.Description, required: one.Required },
      ]),
    ),
  })),
);

const parameter = (
  type: 'string' | 'number' | 'integer' | 'boolean' | 'array',
  description: string,
  required = false,
) => ({ type, description, required });

const shopTools = toolsOf([
  {
    name: 'list_orders',
    description: 'List the orders of a customer, by state.',
    parameters: {
      state: parameter(
        'string',
        'One of: OPEN, IN_TRANSIT, DELIVERED. IN_TRANSIT: with the parcel carrier.',
      ),
      tags: parameter('array', 'Any of: gift, express, fragile.'),
      max_age_days: parameter('integer', 'How old an order may be.'),
      page_size: parameter('integer', 'How many orders to list.'),
      include_returns: parameter('boolean', 'Whether returned orders are listed too.'),
    },
  },
  {
    name: 'cancel_order',
    description: 'Cancel one order before it ships.',
    parameters: { order_id: parameter('string', 'Id of the order.', true) },
  },
  {
    name: 'getStockReport',
    description: 'How much of each product is left in the warehouse.',
    parameters: { warehouse: parameter('string', 'One of: berlin, lyon.', true) },
  },
]);

const next = (tools: readonly AgentTool[], ...conversation: ConversationMessage[]) =>
  createPlanner().next({
    instruction: '',
    tools,
    conversation,
    promptSessionAttributes: {},
    signal: new AbortController().signal,
  });

const user = (text: string): ConversationMessage => ({ role: 'user', text });

const observed = (
  tool: string,
  values: Record<string, unknown>,
  result: { text: string; rejected?: boolean },
): ConversationMessage => ({
  role: 'tool',
  call: { callId: 'c', tool, arguments: values },
  result: { rejected: false, ...result },
});

/** Runs a question until the answer. Every tool returns an empty success. */
const callsFor = async (tools: readonly AgentTool[], question: string) => {
  const conversation = [user(question)];
  const calls: [string, Readonly<Record<string, unknown>>][] = [];
  for (let count = 0; count < 10; count += 1) {
    const step = await next(tools, ...conversation);
    if (step.kind !== 'call') return { calls, kind: step.kind, text: step.text };
    calls.push([step.tool, step.arguments]);
    conversation.push(
      observed(step.tool, step.arguments, { text: '{"ok":true,"summary":"Done."}' }),
    );
  }
  throw new Error('The planner did not finish.');
};

const securityHubArn =
  'arn:aws:securityhub:us-east-1:111122223333:subscription/cis/v/1.2.0/1.1/finding/4d1f3c2e-0000-4000-8000-00000000000a';

describe('planner on the security tools', () => {
  it.each<[string, [string, Record<string, unknown>][]]>([
    [
      'Check security status',
      [
        ['check_security_services', {}],
        ['summarize_findings', {}],
      ],
    ],
    [
      'What is our security posture?',
      [
        ['check_security_services', {}],
        ['summarize_findings', {}],
      ],
    ],
    [
      'Give me an overview',
      [
        ['check_security_services', {}],
        ['summarize_findings', {}],
      ],
    ],
    ['Summarize the findings', [['summarize_findings', {}]]],
    ['Summarise the GuardDuty findings', [['summarize_findings', { service: 'guardduty' }]]],
    ['Is GuardDuty enabled?', [['check_security_services', { service: 'guardduty' }]]],
    ['Show public access findings', [['list_findings', { exposure: 'public' }]]],
    ['Which findings are exposed to the internet?', [['list_findings', { exposure: 'public' }]]],
    [
      'Show the critical GuardDuty findings',
      [['list_findings', { severity: 'CRITICAL', service: 'guardduty' }]],
    ],
    [
      'show critical guard duty findings please',
      [['list_findings', { severity: 'CRITICAL', service: 'guardduty' }]],
    ],
    ['List findings of Security Hub', [['list_findings', { service: 'security-hub' }]]],
    ['List SecurityHub findings', [['list_findings', { service: 'security-hub' }]]],
    ['Show findings about S3 buckets', [['list_findings', { resource_type: 's3-bucket' }]]],
    ['Show the top 5 high findings', [['list_findings', { severity: 'HIGH', limit: 5 }]]],
    [
      'Show critical and high findings',
      [
        ['list_findings', { severity: 'CRITICAL' }],
        ['list_findings', { severity: 'HIGH' }],
      ],
    ],
    ['How many critical findings are there?', [['list_findings', { severity: 'CRITICAL' }]]],
    ['Open critical findings', [['list_findings', { severity: 'CRITICAL' }]]],
    ['Which findings should I fix first?', [['list_findings', {}]]],
    ['List the cross-account findings', [['list_findings', { exposure: 'cross-account' }]]],
    ['Show access analyzer findings', [['list_findings', { service: 'access-analyzer' }]]],
    [`Explain ${securityHubArn}`, [['explain_finding', { finding_id: securityHubArn }]]],
    [`Explain finding ${securityHubArn}.`, [['explain_finding', { finding_id: securityHubArn }]]],
    [
      'explain 8ac2f0d5b1e04b7e9f1a2b3c4d5e6f70',
      [['explain_finding', { finding_id: '8ac2f0d5b1e04b7e9f1a2b3c4d5e6f70' }]],
    ],
    [
      'What should I do about the finding 4d1f3c2e-0000-4000-8000-00000000000a?',
      [['explain_finding', { finding_id: '4d1f3c2e-0000-4000-8000-00000000000a' }]],
    ],
  ])('"%s"', async (question, calls) => {
    expect((await callsFor(securityTools, question)).calls).toEqual(calls);
  });

  it.each([
    'What is the weather?',
    'Check the weather',
    'Explain quantum physics',
    'Show me a recipe for pancakes',
    'Write a poem about security',
    'Delete all findings',
    'Hello',
    'What can you do?',
  ])('"%s" calls no tool', async (question) => {
    const { calls, kind, text } = await callsFor(securityTools, question);
    expect({ calls, kind }).toEqual({ calls: [], kind: 'answer' });
    expect(text).toMatch(/^None of my tools answers this question/);
    for (const { name } of securityTools) expect(text).toContain(name);
  });

  it('requests a missing argument, and reads it from the next message', async () => {
    const asked = await next(securityTools, user('Explain'));
    expect(asked).toMatchObject({ kind: 'ask', text: expect.stringContaining('finding_id') });
    const step = await next(
      securityTools,
      user('Explain'),
      { role: 'assistant', text: 'I need:', asked: true },
      user(securityHubArn),
    );
    expect(step).toMatchObject({
      tool: 'explain_finding',
      arguments: { finding_id: securityHubArn },
    });
  });
});

describe('planner on other tools', () => {
  it.each<[string, [string, Record<string, unknown>][]]>([
    ['Show my orders in transit', [['list_orders', { state: 'IN_TRANSIT' }]]],
    ['Which orders are with the carrier, in a parcel?', [['list_orders', { state: 'IN_TRANSIT' }]]],
    ['List express and fragile orders', [['list_orders', { tags: ['express', 'fragile'] }]]],
    ['List orders of the last 7 days', [['list_orders', { max_age_days: 7 }]]],
    ['List 3 orders', [['list_orders', { page_size: 3 }]]],
    ['List orders and include returns', [['list_orders', { include_returns: true }]]],
    ['Cancel order A-10023', [['cancel_order', { order_id: 'A-10023' }]]],
    ['How much product is left in Lyon?', [['getStockReport', { warehouse: 'lyon' }]]],
    ['Update my address', []],
  ])('"%s"', async (question, calls) => {
    expect((await callsFor(shopTools, question)).calls).toEqual(calls);
  });
});

describe('planner after a refusal', () => {
  const question = user('Show the top 500 critical findings');
  const values = { severity: 'CRITICAL', limit: 500 };
  const rejected = {
    text: '{"ok":false,"error":{"code":"ARGUMENTS_INVALID","message":"limit must be at most 50."}}',
    rejected: true,
  };

  it('repeats a call once without the refused argument', async () => {
    const repaired = await next(
      securityTools,
      question,
      observed('list_findings', values, rejected),
    );
    expect(repaired).toMatchObject({ kind: 'call', arguments: { severity: 'CRITICAL' } });
    const answer = await next(
      securityTools,
      question,
      observed('list_findings', values, rejected),
      observed('list_findings', { severity: 'CRITICAL' }, rejected),
    );
    expect(answer).toEqual({
      kind: 'answer',
      text: 'list_findings could not answer: limit must be at most 50.',
    });
  });

  it('answers only from the repaired call', async () => {
    const answer = await next(
      securityTools,
      question,
      observed('list_findings', values, rejected),
      observed('list_findings', { severity: 'CRITICAL' }, { text: '{"ok":true,"summary":"Two."}' }),
    );
    expect(answer).toEqual({ kind: 'answer', text: 'Two.' });
  });

  it('reports a refusal that it cannot repair', async () => {
    const text = '{"ok":false,"error":{"code":"X","message":"GuardDuty is not enabled."}}';
    const answer = await next(
      securityTools,
      question,
      observed('list_findings', values, { text, rejected: true }),
    );
    expect(answer).toMatchObject({
      text: 'list_findings could not answer: GuardDuty is not enabled.',
    });
  });
});
