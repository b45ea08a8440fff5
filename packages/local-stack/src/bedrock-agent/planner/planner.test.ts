import { describe, expect, it } from '@jest/globals';
import { securityTools, toolsOf } from '../../../testing/bedrock-agent/security-tools.ts';
import { phrasings, rowIds } from '../../../testing/planner-phrasings.ts';
import type { ConversationMessage } from '../model/agent-model.ts';
import type { AgentTool } from '../model/agent-tool.ts';
import { createPlanner } from './planner.ts';

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

const listBefore: readonly ConversationMessage[] = [
  user('Show the findings'),
  {
    role: 'assistant',
    text: 'Three.',
    asked: false,
    offered: rowIds.map((id) => ({ tool: 'explain_finding', arguments: { finding_id: id } })),
  },
];

describe('planner on the security tools', () => {
  it.each(phrasings)('"%s"', async (question, expected) => {
    const step = await next(securityTools, ...listBefore, user(question));
    if (typeof expected === 'string') {
      const text = 'text' in step ? step.text : '';
      expect(`${step.kind}: ${text}`).toContain(expected);
    } else {
      const [tool, values] = expected;
      expect(step).toMatchObject({ kind: 'call', tool });
      expect(step).toHaveProperty('arguments', values);
    }
  });

  it('has no tool for a place in a list when there is no list', async () => {
    const step = await next(securityTools, user('Explain the second one'));
    expect(step).toMatchObject({
      kind: 'ask',
      text: expect.stringContaining('Request a list first'),
    });
  });

  it('says how long the list is when the place is beyond it', async () => {
    const step = await next(securityTools, ...listBefore, user('Explain the ninth one'));
    expect(step).toEqual({ kind: 'answer', text: 'The last list has 3 rows.' });
  });

  it.each([
    [' ', 'call'],
    [' '.repeat(10_000), 'ask'],
  ] as const)('reads only the begin of a very long question', async (space, kind) => {
    const question = user(`Show the stock report of the warehouse${space}berlin`);
    expect((await next(shopTools, question)).kind).toBe(kind);
  });

  it('requests a missing argument, and reads it from the next message', async () => {
    const asked = await next(securityTools, user('Who can read a bucket?'));
    expect(asked).toMatchObject({ kind: 'ask', text: expect.stringContaining('Which resource?') });
    const step = await next(
      securityTools,
      user('Who can read a bucket?'),
      { role: 'assistant', text: 'Which resource?', asked: true },
      user('customer-exports'),
    );
    expect(step).toMatchObject({
      tool: 'who_can_access',
      arguments: { resource: 'customer-exports' },
    });
  });

  it('answers with the sentence of the result, and offers its rows', async () => {
    const text = JSON.stringify({
      ok: true,
      summary: '2 active findings.',
      findings: [{ id: 'f-1' }, { id: 'f-2' }],
    });
    const question = user('Show the critical findings');
    const step = await next(
      securityTools,
      question,
      observed('list_findings', { severity: 'CRITICAL' }, { text }),
    );
    expect(step).toEqual({
      kind: 'answer',
      text: '2 active findings.',
      offered: ['f-1', 'f-2'].map((id) => ({
        tool: 'explain_finding',
        arguments: { finding_id: id },
      })),
    });
  });

  it.each([
    ['Is GuardDuty on?', 'yes', 'Yes, GuardDuty is on.'],
    ['Is GuardDuty on?', 'no', 'No, GuardDuty is on.'],
    ['Is GuardDuty on?', 'unknown', 'GuardDuty is on.'],
    ['GuardDuty status', 'yes', 'GuardDuty is on.'],
  ])('"%s" with the verdict %s is answered by "%s"', async (question, verdict, answer) => {
    const text = JSON.stringify({ ok: true, summary: 'GuardDuty is on.', verdict });
    const step = await next(
      securityTools,
      user(question),
      observed('check_security_services', { service: 'guardduty' }, { text }),
    );
    expect(step).toMatchObject({ kind: 'answer', text: answer });
  });

  it('says which part of a question it cannot limit the answer to', async () => {
    const question = user('Summarize the public findings of the last 7 days');
    const step = await next(securityTools, question);
    expect(step).toMatchObject({ kind: 'call', tool: 'list_findings_by_age' });
    const answer = await next(
      securityTools,
      question,
      observed(
        'list_findings_by_age',
        { newer_than_days: 7 },
        { text: '{"ok":true,"summary":"Two."}' },
      ),
    );
    expect(answer).toMatchObject({ text: 'Two.\n\nI cannot limit this answer to: public.' });
  });

  it('shows the refusal of a tool, and drops no required argument', async () => {
    const id = 'a'.repeat(32);
    const text = '{"ok":false,"error":{"code":"X","message":"finding_id is not an id."}}';
    const step = await next(
      securityTools,
      user(`Explain ${id}`),
      observed('explain_finding', { finding_id: id }, { text, rejected: true }),
    );
    expect(step).toMatchObject({
      kind: 'answer',
      text: 'explain_finding could not answer: finding_id is not an id.',
    });
  });

  it.each([
    ' ',
    '{severity}',
    '{row} {older}',
    'x'.repeat(1_000_000),
    '{'.repeat(5_000),
    '\u0000\u202e',
    '[',
  ])('answers a question without meaning (%#)', async (question) => {
    expect(await next(securityTools, user(question))).toMatchObject({
      kind: 'answer',
      text: expect.stringMatching(/^This is not a question about/),
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
