import { composeAnswer } from '../../src/bedrock-agent/planner/compose-answer.ts';
import { hostileTexts } from './hostile-texts.ts';

const texts = Object.values(hostileTexts);

/** A result of `list_findings` in which strangers have chosen the titles and the names of the resources. */
export const hostileResult = {
  summary: `${texts.length} findings.`,
  total: texts.length,
  findings: texts.map((text, index) => ({
    id: `finding-${index}`,
    title: text,
    severity: 'CRITICAL',
    service: 'security-hub',
    resource: text,
    resourceType: 's3-bucket',
    updatedAt: '2026-11-22T08:00:00.000Z',
  })),
};

/** What the local stack's planner answers to this result. */
export const plannedAnswer: string = composeAnswer([
  {
    role: 'tool',
    call: { callId: 'c', tool: 'list_findings', arguments: {} },
    result: { text: JSON.stringify({ ok: true, ...hostileResult }), rejected: false },
  },
]);

/** What a model answers that repeats each text as it is. */
export const repeatedAnswer: string = texts.join('\n\n');
