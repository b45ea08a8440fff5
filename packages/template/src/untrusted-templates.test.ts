import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readTemplate } from './read-template.ts';
import { createStepBudget, stepLimit } from './step-budget.ts';
import { templateModel } from './template-model.ts';
import { TemplateUnreadableError } from './template-unreadable-error.ts';

const examine = (text: string): number => {
  const all = createStepBudget('stack');
  let steps = 0;
  const budget = {
    spend: (count: number) => {
      steps += count;
      all.spend(count);
    },
  };
  templateModel(readTemplate(text, 'stack', budget), 'stack', { budget });
  return steps;
};

const inProperty = (value: string): string =>
  `Resources: { Here: { Type: A::B::C, Properties: { A: ${value} } } }`;

const count = fc.integer({ min: 20_000, max: 60_000 });

describe('a template that costs too much', () => {
  it.each([
    [
      'a long variable that Fn::Sub repeats',
      (n: number) => inProperty(`!Sub ["${'${V}'.repeat(n)}", { V: "${'x'.repeat(n)}" }]`),
    ],
    [
      'a long delimiter of Fn::Join',
      (n: number) => inProperty(`!Join ["${'x'.repeat(n)}", [${'"",'.repeat(n)}""]]`),
    ],
    [
      'aliases of a large value',
      (n: number) => `A: &a [${'1,'.repeat(n)}]\n${inProperty(`[${'*a,'.repeat(n)}]`)}`,
    ],
    [
      'aliases in mappings',
      (n: number) =>
        `Mappings: { M: { K: { V: &a [${'1,'.repeat(n)}] } } }\n${inProperty(`[${'!FindInMap [M, K, V],'.repeat(n / 20)}]`)}`,
    ],
    ['deep flow collections', (n: number) => inProperty('['.repeat(n))],
    ['deep block collections', (n: number) => `Resources: ${'- '.repeat(n)}`],
    [
      'conditions of conditions',
      (n: number) =>
        JSON.stringify({
          Conditions: Object.fromEntries(
            Array.from({ length: n }, (_, index) => [
              `C${index}`,
              { 'Fn::Not': [{ Condition: `C${index + 1}` }] },
            ]),
          ),
          Resources: { Here: { Type: 'A::B::C', Condition: 'C0' } },
        }),
    ],
    [
      'a path of a SAM event with many segments',
      (n: number) => {
        const api = { Type: 'Api', Properties: { Path: `/${'a/'.repeat(n)}`, Method: 'get' } };
        const Properties = { Handler: 'index.handler', Events: { Get: api } };
        return JSON.stringify({
          Transform: 'AWS::Serverless-2016-10-31',
          Resources: { Here: { Type: 'AWS::Serverless::Function', Properties } },
        });
      },
    ],
  ])('is refused: %s', (_what, text) => {
    fc.assert(
      fc.property(count, (n) => {
        expect(() => examine(text(n))).toThrow(TemplateUnreadableError);
      }),
      { numRuns: 3 },
    );
  });
});

describe('a large template', () => {
  it.each([
    ['texts that end in a reference', (n: number) => inProperty(`!Sub "${'${A'.repeat(n)}"`)],
    [
      'a chain of resources',
      (n: number) =>
        JSON.stringify({
          Resources: Object.fromEntries(
            Array.from({ length: n }, (_, index) => [
              `R${index}`,
              { Type: 'A::B::C', DependsOn: `R${index + 1}` },
            ]),
          ),
        }),
    ],
  ])('with %s is examined in steps that grow with its size', (_what, text) => {
    const [small, large] = [examine(text(5_000)), examine(text(20_000))];
    expect(large).toBeLessThan(5 * small);
    expect(large).toBeLessThan(stepLimit);
  });
});
