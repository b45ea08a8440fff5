import { describe, expect, it } from '@jest/globals';
import { loopbackOrigins } from '../../testing/deployment/deploy-model.ts';
import { seededAccount } from '../account.ts';
import { TemplateError } from '../template/template-error.ts';
import { deployStack } from './deploy-stack.ts';
import { deployUpdate } from './deploy-update.ts';
import { allInert } from './property-treatment.ts';
import { resourceType, type UpdateRule } from './resource-type.ts';

let created = 0;

/** A type whose resources are named by a property, and have a new value at each creation. */
const typeOf = (update: UpdateRule) =>
  resourceType(`Test::${update}`, {
    properties: allInert('a test', ['Name', 'Size']),
    update,
    identify({ Name }) {
      created += 1;
      return { ref: String(Name), attributes: { Value: String(created) } };
    },
  });

const rules: readonly UpdateRule[] = ['nothing', 'in place', 'anything'];

const options = {
  services: [{ types: rules.map(typeOf), assemble: () => undefined }],
  account: seededAccount,
  origins: loopbackOrigins,
  artifactDirectory: 'artifacts',
  stackName: 'hopwise-local',
};

const templateOf = (rule: UpdateRule, Properties: Readonly<Record<string, unknown>>) => ({
  Resources: { One: { Type: `Test::${rule}`, Properties } },
});

const before = { Name: 'one', Size: 1 };
const nothing = { Resources: {} };

const updateOf = (rule: UpdateRule, after: Readonly<Record<string, unknown>> | undefined) => {
  const stack = deployStack(templateOf(rule, before), options);
  const updated = deployUpdate(after ? templateOf(rule, after) : nothing, stack, options);
  return { stack, updated };
};

describe('deployUpdate', () => {
  it.each(rules)('lets tags and descriptions of a type change: %s', (rule) => {
    const tagged = { ...before, Tags: ['a'], UserPoolTags: {}, Description: 'text' };
    expect(() => updateOf(rule, tagged)).not.toThrow();
  });

  it('keeps generated values of a resource that it does not replace', () => {
    const { stack, updated } = updateOf('in place', { ...before, Size: 2 });
    expect(updated.resources[0]?.properties).toMatchObject({ Size: 2 });
    expect(updated.resources[0]?.attributes).toEqual(stack.resources[0]?.attributes);
  });

  it('changes, replaces, removes and adds a resource whose type allows anything', () => {
    expect(updateOf('anything', { ...before, Size: 2 }).updated.resources).toHaveLength(1);
    expect(updateOf('anything', { Name: 'other' }).updated.resources[0]?.ref).toBe('other');
    expect(updateOf('anything', undefined).updated.resources).toEqual([]);
    const empty = deployStack(nothing, options);
    const added = deployUpdate(templateOf('anything', before), empty, options);
    expect(added.resources).toHaveLength(1);
  });

  it.each<[string, UpdateRule, Readonly<Record<string, unknown>> | undefined]>([
    ['change One (Test::nothing)', 'nothing', { ...before, Size: 2 }],
    ['replace One (Test::nothing)', 'nothing', { Name: 'other' }],
    ['replace One (Test::in place)', 'in place', { Name: 'other' }],
    ['remove One (Test::in place)', 'in place', undefined],
  ])('refuses to %s', (change, rule, after) => {
    expect(() => updateOf(rule, after)).toThrow(TemplateError);
    expect(() => updateOf(rule, after)).toThrow(`The local stack cannot ${change}`);
  });

  it('refuses to add a resource whose type changes in place only', () => {
    const empty = deployStack(nothing, options);
    expect(() => deployUpdate(templateOf('in place', before), empty, options)).toThrow('add One');
  });
});
