import { describe, expect, it } from '@jest/globals';
import { chatRequest, maxMessageLength } from './chat-request.ts';

const accepts = (value: unknown): boolean => chatRequest.safeParse(value).success;

describe('chatRequest', () => {
  it.each([
    ['the shortest message', { message: 'x' }],
    ['the longest message', { message: 'x'.repeat(maxMessageLength) }],
    ['the shortest session id', { message: 'x', sessionId: 'ab' }],
    ['the longest session id', { message: 'x', sessionId: 'a'.repeat(100) }],
    ['every character of a session id', { message: 'x', sessionId: 'aZ0._:-' }],
  ])('accepts %s', (_name, value) => {
    expect(accepts(value)).toBe(true);
  });

  it.each([
    ['no message', {}],
    ['an empty message', { message: '' }],
    ['a message that is too long', { message: 'x'.repeat(maxMessageLength + 1) }],
    ['a message of another type', { message: 1 }],
    ['a session id that is too short', { message: 'x', sessionId: 'a' }],
    ['a session id that is too long', { message: 'x', sessionId: 'a'.repeat(101) }],
    ['a session id with a slash', { message: 'x', sessionId: 'a/b' }],
    ['a session id that is null', { message: 'x', sessionId: null }],
    ['an unknown field', { message: 'x', model: 'y' }],
    ['a list', [{ message: 'x' }]],
  ])('refuses %s', (_name, value) => {
    expect(accepts(value)).toBe(false);
  });
});
