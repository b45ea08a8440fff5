import { describe, expect, it } from '@jest/globals';
import { codeSections } from './code-sections.ts';

describe('codeSections', () => {
  it('splits the page into its introduction and one section per code', () => {
    const page =
      '# Findings\n\nWhat they mean.\n\n## ONE_CODE\n\nFirst.\n\n- a\n\n## Not a code\n\nx\n\n## TWO\n\nLast.\n';
    expect(codeSections(page)).toEqual({
      introduction: 'What they mean.',
      sections: [
        { code: 'ONE_CODE', markdown: 'First.\n\n- a' },
        { code: 'TWO', markdown: 'Last.' },
      ],
    });
  });
});
