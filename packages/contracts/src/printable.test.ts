import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { printable, printableLine } from './printable.ts';

const esc = String.fromCodePoint(0x1b);
const bell = String.fromCodePoint(0x07);

/** Every code point with a property that lets it act, by the names of the Unicode database. */
const isActing = (character: string): boolean =>
  /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(character) ||
  /^[\u{E0001}-\u{E007F}\uFEFF\u200B\u2060\u00AD]$/u.test(character);

const marks = ['\u202e', '\u2066', '\u200f', '\u061c', '\u2028', '\ud800', '\u{e0041}', '\ufeff'];

const codePoints = Array.from({ length: 0x110000 }, (_, code) => code);

const hostileText = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCharCode(code)),
    fc.constantFrom(...marks),
    fc.constantFrom(`${esc}]52;c;`, `${esc}[2J`, '\u009b31m', '👩‍👧', 'é', '\\u001b'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

describe('printable', () => {
  it('shows each sequence that a terminal would obey', () => {
    expect(printable(`A${esc}[2J`)).toBe('A\\u001b[2J');
    expect(printable(`${esc}]52;c;cm0K${bell}`)).toBe('\\u001b]52;c;cm0K\\u0007');
    expect(printable('\u009b2J, \r\u0085')).toBe('\\u009b2J, \\u000d\\u0085');
  });

  it('shows marks that reorder or hide text', () => {
    expect(printable('role\u202Enimda')).toBe('role\\u202enimda');
    expect(printable('a\u2028b\u{E0041}c\uD800')).toBe('a\\u2028b\\udb40\\udc41c\\ud800');
  });

  it('leaves text as it is, in every script', () => {
    const text = 'Zürich, می‌خواهم, 東京, 👩‍👩‍👧, e\u0301\r\n\t"quoted" \\n';
    expect(printable(text)).toBe(text);
  });

  it('leaves no code point that acts, of all there are', () => {
    const left = codePoints
      .map((code) => String.fromCodePoint(code))
      .filter((character) => isActing(character) && printable(character) === character);
    expect(left).toEqual(['\t', '\n']);
  });

  it('leaves nothing that acts in any text, wherever it is cut', () => {
    const check = (text: string, at: number) => {
      const shown = printable(text.slice(0, at)) + printable(text.slice(at));
      const rest = shown.replaceAll('\r\n', '').replaceAll(/[\t\n]/g, '');
      expect([...rest].filter(isActing)).toEqual([]);
      expect(printable(shown)).toBe(shown);
    };
    fc.assert(fc.property(hostileText, fc.nat(40), check));
  });

  it('does not change the value of JSON', () => {
    const check = (value: string) =>
      expect(JSON.parse(printable(JSON.stringify({ [value]: value })))).toEqual({ [value]: value });
    fc.assert(fc.property(hostileText, check));
  });
});

describe('printableLine', () => {
  it('keeps any text on one line', () => {
    expect(printableLine('MyRole\r\nno findings\tin 30 checks')).toBe(
      'MyRole\\u000d\\u000ano findings\\u0009in 30 checks',
    );
    const check = (text: string) => expect([...printableLine(text)].filter(isActing)).toEqual([]);
    fc.assert(fc.property(hostileText, check));
  });
});
