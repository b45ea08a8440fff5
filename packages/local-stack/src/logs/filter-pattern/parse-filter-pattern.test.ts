import { describe, expect, it } from '@jest/globals';
import { parseFilterPattern } from './parse-filter-pattern.ts';

const record = JSON.stringify({
  level: 'ERROR',
  error: { code: 'TOKEN_REJECTED', status: 401, retried: true, cause: null },
  items: [{ name: 'first' }],
});

describe('a filter pattern of terms', () => {
  it.each([
    ['', 'anything', true],
    ['ERROR', '[ERROR] 401', true],
    ['ERROR', '[error] 401', false],
    ['ERROR 401', '401 is an ERROR', true],
    ['ERROR 401', 'ERROR', false],
    ['"is an"', '401 is an ERROR', true],
    ['"a \\" b"', 'a " b', true],
    ['?WARN ?ERROR', 'ERROR', true],
    ['?WARN ?ERROR', 'INFO', false],
    ['-INFO', 'ERROR', true],
    ['ERROR -"exit status"', 'ERROR: exit status 1', false],
  ])('%j and the message %j: %j', (pattern, message, matches) => {
    expect(parseFilterPattern(pattern)(message)).toBe(matches);
  });
});

describe('a filter pattern for JSON', () => {
  it.each([
    ['{ $.level = "ERROR" }', true],
    ['{ $.level = ERROR }', true],
    ['{ $.level = "ERR*" && $.level = "*R" }', true],
    ['{ $.level = "E*O*OR" }', false],
    ['{ $.level != "ERROR" }', false],
    ['{ $.absent != "ERROR" }', false],
    ['{ $.constructor != "x" }', false],
    ['{ $.error.status = 401 }', true],
    ['{ $.error.status = "401" }', false],
    ['{ $.error.status >= 400 && $.error.status < 500 }', true],
    ['{ $.error.status > 401 || $.error.retried IS TRUE }', true],
    ['{ ($.level = "INFO" || $.level = "ERROR") && $.error.status < 0 }', false],
    ['{ $.error.cause IS NULL }', true],
    ['{ $.error.retried IS FALSE }', false],
    ['{ $.absent NOT EXISTS }', true],
    ['{ $.items[0].name = "first" }', true],
  ])('%j: %j', (pattern, matches) => {
    expect(parseFilterPattern(pattern)(record)).toBe(matches);
    expect(parseFilterPattern(pattern)('START RequestId')).toBe(false);
  });
});

describe('a filter pattern that is not supported', () => {
  it.each([
    ['req-17', /character 1: put a term .* in double quotes/],
    ['ERROR "open', /character 7/],
    ['?a b', /cannot combine/],
    ['[ip, user]', /does not support patterns for fields in brackets/],
    ['%ERROR%', /does not support regular expressions/],
    ['{ level = 1 }', /expected a selector/],
    ['{ $.level ~ 1 }', /Invalid filter pattern/],
    ['{ $.level = && }', /expected =/],
    ['{ $.level < high }', /need a number/],
    ['{ $.level = 1', /expected "}"/],
    ['{ $.level = 1 } x', /nothing after }/],
  ])('%j is refused', (pattern, message) => {
    expect(() => parseFilterPattern(pattern)).toThrow(
      expect.objectContaining({
        code: 'InvalidParameterException',
        message: expect.stringMatching(message),
      }),
    );
  });
});
