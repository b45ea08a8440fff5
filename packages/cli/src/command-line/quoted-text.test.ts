import { describe, expect, it } from '@jest/globals';
import { quotedText } from './quoted-text.ts';

describe('quotedText', () => {
  it('marks each line, also an empty one, whatever parts the text arrives in', () => {
    const text = 'All well.\n\n1  web UI → API Gateway  none  allowed\nend';
    const expected = '│ All well.\n│\n│ 1  web UI → API Gateway  none  allowed\n│ end';
    const parts = quotedText();

    expect(quotedText().add(text)).toBe(expected);
    expect([...text].map((part) => parts.add(part)).join('')).toBe(expected);
  });

  it('splits lines before the terminal does', () => {
    expect(quotedText(10).add('12345678901')).toBe('│ 12345678\n│ 901');
    expect(quotedText(10).add('漢字漢字漢字')).toBe('│ 漢字漢字\n│ 漢字');
    expect(quotedText(10).add('\tx')).toBe('│ \t\n│ x');
  });

  it('starts a new line after a line of the program', () => {
    const quoted = quotedText();

    expect([quoted.add('a'), quoted.endLine(), quoted.endLine(), quoted.add('b')]).toEqual([
      '│ a',
      '\n',
      '',
      '│ b',
    ]);
  });

  it('leaves no line without its mark, and none longer than the terminal', () => {
    const parts = [
      '1  web UI',
      '\n',
      '\r\n',
      '\r',
      '\t',
      '漢字',
      '\u001b[2K',
      '\u2028',
      '👩‍🚀',
      '│ ',
      ' ',
    ];
    const texts = parts.flatMap((one) =>
      parts.flatMap((two) => parts.map((last) => [one, two, last])),
    );
    for (const text of texts) {
      for (const columns of [10, 11, 80]) {
        const quoted = quotedText(columns);
        const added = [...text, ...text].map((part) => quoted.add(part)).join('');
        const lines = `${added}${quoted.endLine()}`.split('\n');
        expect(lines.pop()).toBe('');
        const wrong = lines.filter(
          (line) =>
            !line.startsWith('│') || /(?!\t)\p{Cc}/u.test(line) || [...line].length > columns,
        );
        expect(wrong).toEqual([]);
      }
    }
  });
});
