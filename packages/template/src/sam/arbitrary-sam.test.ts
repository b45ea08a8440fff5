import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readTemplate } from '../read-template.ts';
import { createStepBudget } from '../step-budget.ts';
import { templateModel } from '../template-model.ts';
import { TemplateUnreadableError } from '../template-unreadable-error.ts';

const key = fc.constantFrom(
  'Auth',
  'Authorizers',
  'AutoPublishAlias',
  'Connectors',
  'Cors',
  'DefaultAuthorizer',
  'DefinitionBody',
  'Destination',
  'Events',
  'FunctionArn',
  'FunctionUrlConfig',
  'Id',
  'Path',
  'Policies',
  'Properties',
  'Role',
  'S3ReadPolicy',
  'StageName',
  'Statement',
  'Type',
  'paths',
  '__proto__',
);
const text = fc.constantFrom('Api', 'HttpApi', 'S3', 'SQS', 'NONE', '/{id}/', '${A}', '', 'Other');
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant({ Ref: 'Other' }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
})).value;
const type = fc.constantFrom('Function', 'Api', 'HttpApi', 'SimpleTable', 'Connector', 'Other');

const resources = fc.dictionary(
  fc.constantFrom('Chat', 'Other', 'ServerlessRestApi', 'ChatRole'),
  fc.record({
    Type: type.map((one) => `AWS::Serverless::${one}`),
    Properties: fc.dictionary(key, value, { maxKeys: 6 }),
    Connectors: value,
  }),
  { minKeys: 1 },
);

const examine = (template: unknown, limit?: number) => {
  const budget = createStepBudget('stack', limit);
  return templateModel(readTemplate(JSON.stringify(template), 'stack', budget), 'stack', {
    budget,
  });
};

describe('the expansion of SAM', () => {
  it('accepts or refuses any template, and never throws another error', () => {
    fc.assert(
      fc.property(resources, value, (Resources, Globals) => {
        const template = { Transform: 'AWS::Serverless-2016-10-31', Globals, Resources };
        try {
          const { resources: all } = examine(template);
          expect(all.every(({ logicalId }) => typeof logicalId === 'string')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateUnreadableError);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('obeys the budget of steps', () => {
    const events = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [
        `E${index}`,
        { Type: 'Api', Properties: { Path: `/${'a/'.repeat(100)}${index}`, Method: 'get' } },
      ]),
    );
    const Chat = { Type: 'AWS::Serverless::Function', Properties: { Events: events } };
    const template = { Transform: 'AWS::Serverless-2016-10-31', Resources: { Chat } };
    expect(() => examine(template, 40_000)).toThrow(TemplateUnreadableError);
    expect(examine(template).find('Chat')).toBeDefined();
  });
});
