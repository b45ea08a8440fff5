import { describe, expect, it } from '@jest/globals';
import type { Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import { createChangeQueue } from './change-queue.ts';
import { type ChosenEdit, createTemplateEdits } from './template-edits.ts';

const editsOf = (redeploy: () => Promise<void> = () => Promise.resolve()) =>
  createTemplateEdits({
    inOrder: createChangeQueue(),
    redeploy,
    unedited: (): Template => ({ Resources: {} }),
  });

const adding = (key: string): ChosenEdit => ({
  key,
  by: 'Test',
  edit({ Resources }) {
    Resources[key] = { Type: 'A::B::C' };
  },
});

const idsIn = ({ Resources }: Template): readonly string[] => Object.keys(Resources);

describe('the edits of a template', () => {
  it('apply in their order, and an edit replaces the previous one with the same key', async () => {
    const edits = editsOf();
    await edits.deploy('Refused', () => [adding('one'), adding('two')]);
    await edits.deploy('Refused', () => [adding('one')]);
    expect(idsIn(edits.template())).toEqual(['two', 'one']);
    expect(idsIn(edits.templateWithout('two'))).toEqual(['one']);
    await edits.deploy('Refused', () => [{ key: 'two', by: 'Test', edit: undefined }]);
    expect(idsIn(edits.template())).toEqual(['one']);
  });

  it('change nothing when the edited template cannot be deployed', async () => {
    let problem: Error | undefined = new TemplateError('Not this template.');
    const edits = editsOf(() => (problem ? Promise.reject(problem) : Promise.resolve()));
    await expect(edits.deploy('Refused', () => [adding('one')])).rejects.toMatchObject({
      name: 'AwsError',
      code: 'Refused',
      message: 'Not this template.',
    });
    expect(idsIn(edits.template())).toEqual([]);
    problem = undefined;
    await edits.deploy('Refused', () => [adding('two')]);
    expect(idsIn(edits.template())).toEqual(['two']);
  });

  it('choose one after the other, each with the result of the previous one', async () => {
    const edits = editsOf();
    const count = (): readonly ChosenEdit[] => [adding(String(idsIn(edits.template()).length))];
    await Promise.all([edits.deploy('Refused', count), edits.deploy('Refused', count)]);
    expect(idsIn(edits.template())).toEqual(['0', '1']);
  });

  it('are at most 1,000', async () => {
    const edits = editsOf();
    const many = Array.from({ length: 1000 }, (_, index) => adding(`id-${index}`));
    await edits.deploy('Refused', () => many);
    const more = edits.deploy('Refused', () => [adding('one-more')]);
    await expect(more).rejects.toMatchObject({
      code: 'Refused',
      message: expect.stringContaining('at most 1000 changes'),
    });
    await edits.deploy('Refused', () => [adding('id-0')]);
    expect(idsIn(edits.template())).toHaveLength(1000);
  });
});
