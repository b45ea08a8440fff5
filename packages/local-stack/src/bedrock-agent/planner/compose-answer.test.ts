import { describe, expect, it } from '@jest/globals';
import { hostileTexts } from '../../../testing/hostile-findings/hostile-texts.ts';
import { composeAnswer } from './compose-answer.ts';

const result = (text: string, rejected = false) => ({
  role: 'tool' as const,
  call: { callId: 'c', tool: 'look_up', arguments: {} },
  result: { text, rejected },
});

describe('composeAnswer', () => {
  it('puts the summary first, then plain members, tables and lists', () => {
    const body = {
      ok: true,
      summary: 'Two findings.',
      total: 2,
      complete: false,
      nextToken: null,
      findings: [
        { id: 'f-1', resourceType: 's3-bucket', title: 'A | B\nC' },
        { id: 'f-2', status: 'access_denied' },
      ],
      by_severity: { HIGH: 1, LOW: 1 },
      steps: ['Do this.', 'Do that.'],
      empty: [],
      hops: [{ hop: 6, credential: 'oauth', effect: 'allow' }],
    };
    expect(composeAnswer([result(JSON.stringify(body))])).toBe(
      [
        'Two findings.',
        '- Total: 2\n- Complete: false',
        '**Findings**',
        [
          '| Id | Resource type | Title | Status |',
          '| --- | --- | --- | --- |',
          '| f-1 | s3-bucket | A \\| B C |  |',
          '| f-2 |  |  | access_denied |',
        ].join('\n'),
        '**By severity**',
        '- High: 1\n- Low: 1',
        '**Steps**',
        '- Do this.\n- Do that.',
      ].join('\n\n'),
    );
  });

  it('keeps the names of members from forming Markdown', () => {
    const body = {
      '# forged': 1,
      'a\n\n# forged': 2,
      '[sign in](https://attacker.example)': 3,
      '<b>': { inner: 4 },
      rows: [
        { 'a | b': 1, '`c`': 2 },
        { 'a | b': 2, '`c`': 3 },
      ],
    };
    expect(composeAnswer([result(JSON.stringify(body))])).toBe(
      [
        '- \\# forged: 1\n- A # forged: 2\n- \\[sign in\\](https://attacker.example): 3',
        '**\\<b>**',
        '- Inner: 4',
        '**Rows**',
        '| A \\| b | \\`c\\` |\n| --- | --- |\n| 1 | 2 |\n| 2 | 3 |',
      ].join('\n\n'),
    );
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'has an empty cell for a row without the member %s',
    (name) => {
      const text = `{"rows":[{"id":1,"${name}":"x"},{"id":2}]}`;
      expect(composeAnswer([result(text)])).toMatch(/\| 1 \| x \|\n\| 2 \| {2}\|$/);
    },
  );

  it('keeps underscores from forming emphasis, but not those inside of a word', () => {
    const text = JSON.stringify({ note: '__No findings__ in _all_ of access_denied' });
    expect(composeAnswer([result(text)])).toBe(
      '- Note: \\_\\_No findings\\_\\_ in \\_all\\_ of access_denied',
    );
  });

  it('keeps text of a tool from forming Markdown', () => {
    const body = {
      title: '[sign in](https://attacker.example) ![x](y) <b>bold</b> **b** `c` ~~d~~ &lt; a\\',
      rows: [{ name: 'a | b |\n| forged | row' }, { name: 'b' }],
      steps: ['# No findings', '- a', '1. a', '> a', '2024 was fine.', 'a-b #1'],
    };
    expect(composeAnswer([result(JSON.stringify(body))])).toBe(
      [
        '- Title: \\[sign in\\](https://attacker.example) !\\[x\\](y) \\<b>bold\\</b> \\*\\*b\\*\\* \\`c\\` \\~\\~d\\~\\~ \\&lt; a\\\\',
        '**Rows**',
        '| Name |\n| --- |\n| a \\| b \\| \\| forged \\| row |\n| b |',
        '**Steps**',
        '- \\# No findings\n- \\- a\n- 1\\. a\n- \\> a\n- 2024 was fine.\n- a-b #1',
      ].join('\n\n'),
    );
  });

  const places: readonly (readonly [string, (text: string) => ReturnType<typeof result>])[] = [
    ['the summary', (text) => result(JSON.stringify({ summary: text }))],
    ['a result that is plain text', (text) => result(text)],
    ['a result that is a JSON text', (text) => result(JSON.stringify(text))],
    ['a refusal', (text) => result(JSON.stringify({ error: { message: text } }), true)],
    ['a refusal that is plain text', (text) => result(text, true)],
  ];
  const formsMarkdown = /(?<!\\)[[\]<`*]|(?<!\\)~~|^\s*(?:[#>+=|:-]|\d+[.)])/m;

  it.each(places)('keeps each hostile text from forming Markdown in %s', (_place, resultOf) => {
    const tables = [
      'a | b\n--- | ---\n1 | 2',
      'a | b\n:-- | --:\n1 | 2',
      'No findings\n===',
      'a\n---',
    ];
    const lists = ['- a\n- b', '1. a\n2) b', '> a', '+ a', '* a', '\t code', '***', '| a | b |'];
    // An object is data, and its members become a list.
    const corpus = Object.values(hostileTexts).filter((text) => !text.startsWith('{'));
    for (const text of [...corpus, ...tables, ...lists]) {
      expect([text, composeAnswer([resultOf(text)])]).toEqual([
        text,
        expect.not.stringMatching(formsMarkdown),
      ]);
    }
  });

  it('keeps the lines of plain text', () => {
    expect(composeAnswer([result('One **line**.\nTwo.\r\n\r\n# Three')])).toBe(
      'One \\*\\*line\\*\\*.\nTwo.\n\\# Three',
    );
  });

  it('shows a value once if it is the same in every row', () => {
    const rows = ['a', 'b', 'c'].map((id) => ({ id, region: 'eu-west-1', open: true }));
    expect(composeAnswer([result(JSON.stringify({ rows }))])).toBe(
      '**Rows**\n\n| Id |\n| --- |\n| a |\n| b |\n| c |\n\nIn every row: Region eu-west-1, Open true.',
    );
  });

  it('shows the results of several calls below each other', () => {
    expect(composeAnswer([result('{"summary":"One."}'), result('{"summary":"Two."}')])).toBe(
      'One.\n\nTwo.',
    );
  });

  it.each([
    ['plain text', 'plain text'],
    ['[{"a":1}]', '**Results**\n\n| A |\n| --- |\n| 1 |'],
    ['{}', ''],
  ])('answers %s', (text, answer) => {
    expect(composeAnswer([result(text)])).toBe(answer);
  });

  it('gives the reason why a tool could not answer', () => {
    const refusal = '{"ok":false,"error":{"code":"X","message":"Not enabled."}}';
    expect(composeAnswer([result(refusal, true), result('no such tool', true)])).toBe(
      'look_up could not answer: Not enabled.\n\nlook_up could not answer: no such tool',
    );
  });
});
