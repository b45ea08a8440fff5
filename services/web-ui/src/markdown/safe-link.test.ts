import { describe, expect, it } from '@jest/globals';
import { safeLink } from './safe-link.ts';

describe('safeLink', () => {
  it.each(['https://docs.aws.amazon.com/guardduty/', 'http://example.com/a?b=c#d'])(
    'accepts the web address %s',
    (href) => expect(safeLink(href)).toBe(href),
  );

  it.each([
    undefined,
    '',
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    '//attacker.example',
    '/local/faults/x',
  ])('refuses %j', (href) => expect(safeLink(href)).toBeUndefined());
});
