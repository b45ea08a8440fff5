import type { ChatEvent } from '@hopwise/contracts/chat-events';
import {
  hostileResult,
  plannedAnswer,
  repeatedAnswer,
} from '@hopwise/local-stack/testing/hostile-answers';
import {
  sampleExplanation,
  sampleGrants,
  sampleList,
  samplePriorities,
  sampleResources,
  sampleStatus,
  sampleSummary,
} from './sample-findings.ts';

/** One event or a pause. After `hang` the stream stays open without another event. */
export type Cue = ChatEvent | { readonly pauseMs: number } | 'hang';

const hop = (number: number, more: object = {}): ChatEvent =>
  ({
    type: 'hop',
    hop: number,
    credential: number === 6 ? 'oauth' : 'iam',
    effect: 'allow',
    ...more,
  }) as ChatEvent;

const text = (delta: string): ChatEvent => ({ type: 'text', delta });

const step = (tool: string, result: object | undefined, args: object = {}): readonly Cue[] => {
  const base = { type: 'step', stepId: tool, tool, arguments: args };
  const summary = result && 'summary' in result ? { summary: result.summary } : {};
  return [
    { ...base, outcome: 'started' } as ChatEvent,
    { pauseMs: 20 },
    { ...base, outcome: 'succeeded', ...summary, ...(result && { result }) } as ChatEvent,
  ];
};

const toAgent = [hop(1, { credential: 'none' }), hop(2), hop(3), hop(4)];
const toTools = [hop(5), hop(6, { cacheHit: true }), hop(7)];

const wideAnswer = [
  '# A heading of the answer\n',
  '```\naws guardduty list-detectors --region eu-central-1 --output json --query DetectorIds --no-paginate\n```\n',
  `| ${Array.from({ length: 30 }, (_, column) => `column ${column}`).join(' | ')} |`,
  `|${' --- |'.repeat(30)}`,
  `|${' cell |'.repeat(30)}`,
].join('\n');

const linksAnswer = [
  '[API_OPEN](https://attacker.example/findings/API_OPEN)',
  '[https://console.aws.amazon.com](https://attacker.example/sign-in)',
  '[\u202etxet](https://reordered.attacker.example/)',
  '[the page](https://console.aws.amazon.com@attacker.example/) [a fault](/local/faults/x)',
  'https://docs.aws.amazon.com/guardduty/',
].join('\n\n');

const hostileAnswer = [
  '<script>window.harmed = true</script><img src="https://attacker.example/x.png" onerror="window.harmed=true">',
  '[run](javascript:window.harmed=true) [data](data:text/html,<script>1</script>) ![pixel](https://attacker.example/pixel.png)',
  '<iframe src="https://attacker.example"></iframe> <style>body{display:none}</style>',
  `| ${Array.from({ length: 60 }, (_, column) => `column ${column}`).join(' | ')} |`,
  `|${' --- |'.repeat(60)}`,
  ...Array.from({ length: 200 }, (_, row) => `|${` cell ${row} |`.repeat(60)}`),
]
  .join('\n\n')
  .replaceAll(/\|\n\n\|/g, '|\n|');

/** The answers of the canned stage. The first pattern that matches the question decides. */
export const cannedAnswers: readonly (readonly [pattern: RegExp, cues: readonly Cue[]])[] = [
  [/hang/i, [...toAgent, ...step('list_findings', undefined).slice(0, 1), 'hang']],
  [/wide/i, [...toAgent, text(wideAnswer)]],
  [/links/i, [...toAgent, text(linksAnswer)]],
  [
    /obedient/i,
    [...toAgent, ...step('list_findings', hostileResult), ...toTools, text(repeatedAnswer)],
  ],
  [
    /planned/i,
    [...toAgent, ...step('list_findings', hostileResult), ...toTools, text(plannedAnswer)],
  ],
  [/quotes in quotes/i, [...toAgent, text(`${'> '.repeat(20_000)}the innermost quote`)]],
  [/nested emphasis/i, [...toAgent, text(`${'*a '.repeat(400)}center${' c*'.repeat(400)}`)]],
  [/hostile/i, [...toAgent, text(hostileAnswer)]],
  [
    /denied/i,
    [
      ...toAgent,
      hop(5),
      hop(6, { effect: 'deny', code: 'NO_TOKEN_TO_GATEWAY' }),
      {
        type: 'error',
        code: 'NO_TOKEN_TO_GATEWAY',
        message: 'The gateway was called without an access token.',
        hop: 6,
        correlationId: 'c0ffee00c0ffee00',
      },
    ],
  ],
  [
    /closed/i,
    [
      {
        type: 'error',
        code: 'AGENT_MAINTENANCE_MODE',
        message: 'Amazon Bedrock Agents is closed to this account.',
        hop: 3,
        correlationId: 'c0ffee00c0ffee00',
      },
    ],
  ],
  [
    /fix first/i,
    [
      ...toAgent,
      ...step('what_to_fix_first', samplePriorities),
      ...toTools,
      text(samplePriorities.summary),
    ],
  ],
  [
    /buckets/i,
    [
      ...toAgent,
      ...step('list_resources', sampleResources),
      ...toTools,
      text(sampleResources.summary),
    ],
  ],
  [
    /who can/i,
    [...toAgent, ...step('who_can_access', sampleGrants), ...toTools, text(sampleGrants.summary)],
  ],
  [
    /explain/i,
    [
      ...toAgent,
      ...step('explain_finding', sampleExplanation),
      ...toTools,
      text(sampleExplanation.summary),
    ],
  ],
  [/one chunk/i, [text('All of it at once: **nothing** to do today.')]],
  [
    /summar/i,
    [
      ...toAgent,
      ...step('summarize_findings', sampleSummary),
      ...toTools,
      text('There are **8 active findings**: 2 critical, 3 high, 2 medium and 1 low.\n\n'),
      text('The most affected resource is instance `i-0aa11bb22cc33dd44`, with 2 findings.'),
    ],
  ],
  [
    /list|critical|public/i,
    [
      ...toAgent,
      ...step('list_findings', sampleList, { limit: 50 }),
      ...toTools,
      text('I found **8 active findings**. Start with the two critical ones:\n\n'),
      text('1. **Credentials used from outside AWS**: rotate the role of the instance.\n'),
      text('2. **A public bucket**: block public access on `payroll-exports`.\n'),
    ],
  ],
  [
    /./,
    [
      ...toAgent,
      ...step('check_security_services', sampleStatus),
      ...toTools,
      text('Security Hub and GuardDuty are **on**. '),
      text('Inspector could not be read, and Access Analyzer is **off** in this Region.'),
    ],
  ],
];
