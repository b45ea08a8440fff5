import { describe, expect, it } from '@jest/globals';
import {
  samPolicyTemplateSource,
  samPolicyTemplates,
} from '../../generated/sam-policy-templates.ts';
import { policyTemplateDocument } from './policy-template.ts';

const scope = {
  resolve: (value: unknown) => value,
  spend: () => undefined,
  connectorsOf: () => undefined,
};

describe('the table of policy templates', () => {
  it('records its source, commit and licence', () => {
    expect(samPolicyTemplateSource).toMatchObject({
      repository: 'https://github.com/aws/serverless-application-model',
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      license: 'Apache-2.0',
    });
  });

  it.each(Object.entries(samPolicyTemplates))(
    'has for %s actions, resources and each parameter in a resource or condition',
    (name, { parameters, statements }) => {
      const values = Object.fromEntries(parameters.map((one) => [one, 'x']));
      expect(policyTemplateDocument({ [name]: values }, scope)?.Statement).toHaveLength(
        statements.length,
      );
      const texts = statements.flatMap(({ resources, conditions = [] }) => [
        ...resources,
        ...conditions.flat(),
      ]);
      for (const { actions, resources } of statements) {
        expect(actions.every((one) => /^[a-z0-9-]+:[A-Za-z*]+$/.test(one))).toBe(true);
        expect(resources.length).toBeGreaterThan(0);
      }
      expect(parameters.filter((one) => !texts.join(' ').includes(`\${${one}}`))).toEqual([]);
    },
  );
});
