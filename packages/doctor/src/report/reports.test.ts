import type { DoctorReport, Finding, HopVerdict } from '@hopwise/contracts/finding';
import { describe, expect, it } from '@jest/globals';
import manifest from '../../package.json' with { type: 'json' };
import { githubReport } from './github-report.ts';
import { sarifReport } from './sarif-report.ts';
import { textReport } from './text-report.ts';

const report: DoctorReport = {
  target: 'my stack.yml',
  checked: [
    { name: 'one', hop: null, outcome: 'failed' },
    { name: 'two', hop: 6, outcome: 'skipped', reason: 'hop 5 is broken' },
  ],
  findings: [
    {
      code: 'RESOURCE_POLICY_MISSING',
      severity: 'error',
      hop: 5,
      line: 12,
      observed: `Agent calls Proxy, and nothing allows it to${' at all'.repeat(15)}.`,
      expected: 'A permission.',
      where: 'Proxy',
      cure: 'Add it.',
    },
    {
      code: 'API_OPEN',
      severity: 'warning',
      hop: null,
      observed: 'Open.',
      expected: 'Closed.',
      where: 'Method',
      cure: 'Close it.',
    },
  ],
};

/** What `styleText` writes for the colours of a report. */
const ownColours = new RegExp(`${String.fromCodePoint(0x1b)}\\[\\d+m`, 'g');

describe('textReport', () => {
  it('shows each finding with its place and cure, and a summary', () => {
    expect(textReport(report, false)).toMatchInlineSnapshot(`
"6  bedrock-gateway-proxy Lambda → AgentCore Gateway  not checked

error RESOURCE_POLICY_MISSING  hop 5, line 12, Proxy
  observed  Agent calls Proxy, and nothing allows it to at all at all at all at
            all at all at all at all at all at all at all at all at all at all
            at all at all.
  expected  A permission.
  cure      Add it.

warning API_OPEN  Method
  observed  Open.
  expected  Closed.
  cure      Close it.

Not checked:
  two: hop 5 is broken

my stack.yml: 1 error, 1 warning in 1 check. docs/findings.md explains each code.
"
`);
  });

  it('shows the state of each hop, and counts checks that were skipped for the same reason', () => {
    const check = (hop: number, outcome: 'passed' | 'failed' | 'skipped') => ({
      name: `check of ${hop}`,
      hop,
      outcome,
      ...(outcome === 'skipped' && { reason: 'hop 3 is broken' }),
    });
    const checked = [
      check(1, 'passed'),
      check(2, 'passed'),
      check(2, 'skipped'),
      check(3, 'passed'),
      check(3, 'failed'),
      check(4, 'skipped'),
      check(5, 'skipped'),
      check(6, 'skipped'),
    ];
    expect(textReport({ target: 'stack', checked, findings: [] }, false)).toMatchInlineSnapshot(`
"1  web UI → API Gateway                              ok
2  API Gateway → web-api Lambda                      partly checked
3  web-api Lambda → Bedrock agent                    broken
4  Bedrock agent → action group                      not checked
5  action group → bedrock-gateway-proxy Lambda       not checked
6  bedrock-gateway-proxy Lambda → AgentCore Gateway  not checked

Not checked:
  4 checks: hop 3 is broken

stack: no findings in 4 checks.
"
`);
  });

  it('shows the verdict of each hop of a template, with reasons, and no false health', () => {
    const undecided = ['One', 'Two', 'Three', 'Four'].map((calls) => ({
      calls,
      reason: `the role of ${calls} is not in the template`,
    }));
    const hops: HopVerdict[] = [
      { hop: 3, verdict: 'ok', resources: 'Chat → Alias', undecided: [] },
      { hop: 4, verdict: 'undecidable', resources: 'One', undecided },
      { hop: 5, verdict: 'broken', resources: 'One → Work', undecided: [] },
      { hop: 6, verdict: 'absent', resources: '', undecided: [] },
    ];
    const checked = report.checked.slice(0, 1);
    const withHops = { target: 'stack', checked, findings: [], hops };
    expect(textReport(withHops, false)).toMatchInlineSnapshot(`
"3  function → agent                          ok: Chat → Alias
4  agent → model, guardrail, knowledge base  not decidable
     One: the role of One is not in the template.
     Two: the role of Two is not in the template.
     Three: the role of Three is not in the template.
     and 1 more: see --json
5  agent → function of its action group      broken: One → Work
6  function → gateway                        not in this template

stack: no findings in 1 check; hop 4 is not decidable.
"
`);
    expect(textReport(withHops, true)).toContain('\u001b[1mstack: no findings');
    expect(githubReport(withHops, 'stack.yml').split('\n')[0]).toMatch(
      /^::notice file=stack\.yml,title=Hop 4 is not decidable::One: the role of One is not in the template\.%0ATwo/,
    );
    expect(sarifReport(withHops, 'stack.yml').runs).toMatchObject([{ properties: { hops } }]);
  });

  it.each([false, true])('prints hostile text as text, on its line, with colour %s', (colour) => {
    const hostile = '\u001b[2J\u001b]52;c;cm0K\u0007\u009b31m\u202e\nerror FORGED  hop 1';
    const ofText = (text: string) =>
      textReport(
        {
          target: text,
          checked: [{ name: text, hop: null, outcome: 'skipped', reason: text }],
          findings: report.findings.map((one) => ({
            ...one,
            observed: text,
            expected: text,
            where: text,
            cure: text,
          })),
        },
        colour,
      );
    const shown = ofText(hostile);
    expect(shown.replaceAll(ownColours, '')).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
    expect(shown).not.toMatch(/^error FORGED/m);
    expect(shown).toContain('\\u001b[2J\\u001b]52;c;cm0K\\u0007\\u009b31m\\u202e\\u000aerror');
  });

  it('uses colours only for a terminal', () => {
    expect(textReport(report, false)).not.toContain('\u001b');
    expect(textReport(report, true)).toContain('\u001b[31merror');
    expect(textReport({ ...report, findings: [], checked: [] }, true)).toContain('no findings');
  });
});

describe('sarifReport', () => {
  it('has a rule for each code and a result for each finding', () => {
    const log = sarifReport(report, 'my stack.yml');
    expect(log).toMatchObject({
      version: '2.1.0',
      $schema: expect.stringContaining('sarif-2.1.0'),
    });
    const [run] = log.runs as [
      { tool: { driver: { name: string; rules: { id: string }[] } }; results: unknown[] },
    ];
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual([
      'RESOURCE_POLICY_MISSING',
      'API_OPEN',
    ]);
    expect(run.results).toEqual([
      expect.objectContaining({
        ruleId: 'RESOURCE_POLICY_MISSING',
        ruleIndex: 0,
        level: 'error',
        properties: { hop: 5 },
      }),
      expect.objectContaining({
        ruleId: 'API_OPEN',
        ruleIndex: 1,
        level: 'warning',
        message: { text: 'Open. Expected: Closed. Cure: Close it.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'my%20stack.yml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 1 },
            },
            logicalLocations: [{ fullyQualifiedName: 'Method' }],
          },
        ],
      }),
    ]);
  });

  it('has no links in its messages', () => {
    const [finding] = report.findings;
    const observed = 'A\\ [click](https://attacker.example)';
    const log = sarifReport({ ...report, findings: finding ? [{ ...finding, observed }] : [] });
    expect(log.runs).toMatchObject([
      {
        results: [
          {
            message: {
              text: expect.stringContaining('A\\\\ \\[click\\](https://attacker.example)'),
            },
          },
        ],
      },
    ]);
  });

  it('names the tool, and explains each code', () => {
    const { homepage, version } = manifest;
    const [run] = sarifReport(report, 'stack.yml').runs as [
      { tool: { driver: { rules: { help: { text: string } }[] } } },
    ];
    const { driver } = run.tool;
    expect(driver).toMatchObject({ version, semanticVersion: version, informationUri: homepage });
    expect(driver.rules[1]).toMatchObject({
      id: 'API_OPEN',
      shortDescription: { text: expect.stringContaining('Anyone can run a function') },
      helpUri: `https://unpkg.com/hopwise@${version}/docs/findings.md#api_open`,
      defaultConfiguration: { level: 'warning' },
    });
    for (const { help } of driver.rules) expect(help.text).toMatch(/Cure: [^`]+$/);
  });

  it('recognises a finding again when its line has changed', () => {
    const [finding] = report.findings;
    const fingerprints = (changes: Partial<Finding>) => {
      const findings = finding ? [{ ...finding, ...changes }] : [];
      const [run] = sarifReport({ ...report, findings }).runs as [
        { results: { partialFingerprints: object }[] },
      ];
      return run.results.map(({ partialFingerprints }) => partialFingerprints);
    };
    const [before] = fingerprints({});
    expect(before).toEqual({ 'finding/v1': expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(fingerprints({ line: 40 })).toEqual([before]);
    expect(fingerprints({ where: 'Other' })).not.toEqual([before]);
  });

  it('contains the line, or the first line if it is not known', () => {
    const artifactLocation = { uri: 'stack.yml', uriBaseId: '%SRCROOT%' };
    const log = sarifReport(report, 'stack.yml');
    expect(log.runs).toMatchObject([
      {
        results: [
          { locations: [{ physicalLocation: { artifactLocation, region: { startLine: 12 } } }] },
          { locations: [{ physicalLocation: { artifactLocation, region: { startLine: 1 } } }] },
        ],
      },
    ]);
  });

  it.each([
    ['my stack.yml', 'my%20stack.yml'],
    ['../other/stack.yml', '../other/stack.yml'],
    ['windows\\stack.yml', 'windows/stack.yml'],
    ['a#b?c:d%.yml', 'a%23b%3Fc%3Ad%25.yml'],
    ['/srv/my stack.yml', 'file:///srv/my%20stack.yml'],
  ])('gives %s the URI %s', (path, uri) => {
    const { runs } = sarifReport(report, path);
    const physicalLocation = { artifactLocation: { uri } };
    expect(runs).toMatchObject([
      { results: [0, 1].map(() => ({ locations: [{ physicalLocation }] })) },
    ]);
  });

  it('has only logical locations for a running stack', () => {
    expect(sarifReport(report).runs).toMatchObject([
      {
        results: ['Proxy', 'Method'].map((fullyQualifiedName) => ({
          locations: [{ logicalLocations: [{ fullyQualifiedName }] }],
        })),
      },
    ]);
    expect(JSON.stringify(sarifReport(report))).not.toContain('physicalLocation');
  });

  it('has no results for a healthy template', () => {
    expect(sarifReport({ ...report, findings: [] }).runs).toMatchObject([
      { tool: { driver: { name: 'hopwise doctor', rules: [] } }, results: [] },
    ]);
  });
});

describe('githubReport', () => {
  it('has one annotation for each finding', () => {
    const [first = '', second] = githubReport(report, 'my stack.yml').split('\n');
    expect(first).toMatch(
      /^::error file=my stack\.yml,line=12,title=RESOURCE_POLICY_MISSING \(hop 5\)::Proxy: Agent calls Proxy/,
    );
    expect(first).toContain('%0AExpected: A permission.%0ACure: Add it.');
    expect(second).toBe(
      '::warning file=my stack.yml,title=API_OPEN::Method: Open.%0AExpected: Closed.%0ACure: Close it.',
    );
  });

  it('has no file for a running stack, and only a summary without findings', () => {
    expect(githubReport(report)).not.toContain('file=');
    expect(githubReport({ ...report, findings: [] })).toBe(
      'hopwise doctor: 0 findings in 1 check.\n',
    );
  });

  it('never has a command from the text of a template', () => {
    const hostile = '%\n::error::forged\r::set-output name=a,b:c::d';
    const findings = report.findings.map((one) => ({ ...one, where: hostile, observed: hostile }));
    const lines = githubReport({ ...report, findings }, 'a,b:c\n::error::x').split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain('file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax,line=12,');
    expect(lines[0]).toContain('%25%0A::error::forged%0D::set-output');
  });
});
