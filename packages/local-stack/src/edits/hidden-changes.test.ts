import { describe, expect, it } from '@jest/globals';
import type { Template } from '../template/template.ts';
import { hiddenChanges, type Overlay } from './hidden-changes.ts';

type Policies = Readonly<Record<string, string>>;

/** A role with inline policies, and a function. */
const template = (policies: Policies, timeout = 3): Template => ({
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: Object.entries(policies).map(([PolicyName, PolicyDocument]) => ({
          PolicyName,
          PolicyDocument,
        })),
      },
    },
    Function: { Type: 'AWS::Lambda::Function', Properties: { Timeout: timeout, MemorySize: 128 } },
  },
});

const change = (edit: string, change: Overlay['change']): Overlay => ({ by: { edit }, change });

const policiesIn = ({ Resources }: Template) =>
  Resources.Role?.Properties?.Policies as { PolicyName: string; PolicyDocument: string }[];

const put = (name: string, document: string): Overlay =>
  change('put', (to) => {
    const policy = policiesIn(to).find(({ PolicyName }) => PolicyName === name);
    if (policy) {
      policy.PolicyDocument = document;
    } else {
      policiesIn(to).push({ PolicyName: name, PolicyDocument: document });
    }
  });

const removal = (name: string): Overlay =>
  change('delete', (to) => {
    const index = policiesIn(to).findIndex(({ PolicyName }) => PolicyName === name);
    policiesIn(to).splice(index, 1);
  });

const timeout = change('timeout', ({ Resources }) => {
  Resources.Function = {
    Type: 'AWS::Lambda::Function',
    Properties: { ...Resources.Function?.Properties, Timeout: 9 },
  };
});

const before = template({ a: '1', b: '1' });

describe('hiddenChanges', () => {
  it.each([
    ['a replaced policy', template({ a: '2', b: '1' }), put('a', '9')],
    ['a removed policy', template({ a: '2', b: '1' }), removal('a')],
    ['one of two changed policies', template({ a: '2', b: '2' }), removal('a')],
    ['an added policy', template({ a: '1', b: '1', c: '1' }), put('c', '9')],
  ])('names the edit that hides a change: %s', (_name, after, overlay) => {
    const original = structuredClone(before);
    expect(hiddenChanges({ before, after }, [overlay])).toEqual([
      { logicalId: 'Role', by: overlay.by },
    ]);
    expect(before).toEqual(original);
  });

  it.each([
    ['another policy than the replaced one', template({ a: '1', b: '2' }), put('a', '9')],
    ['another policy than the removed one', template({ a: '1', b: '2' }), removal('a')],
    ['a policy before the removed one', template({ c: '1', a: '1', b: '1' }), removal('a')],
    ['another resource', template({ a: '1', b: '1' }, 5), put('a', '9')],
    ['nothing', before, removal('a')],
  ])('names no edit for a change of %s', (_name, after, overlay) => {
    expect(hiddenChanges({ before, after }, [overlay])).toEqual([]);
  });

  it('names each change with the first of several edits that hides it', () => {
    const after = template({ a: '2', b: '1' }, 5);
    expect(hiddenChanges({ before, after }, [put('a', '9'), timeout, removal('a')])).toEqual([
      { logicalId: 'Role', by: { edit: 'put' } },
      { logicalId: 'Function', by: { edit: 'timeout' } },
    ]);
  });
});
