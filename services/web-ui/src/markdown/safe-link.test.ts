import { describe, expect, it } from '@jest/globals';
import { isOwnAddress, safeLink, shownAddress } from './safe-link.ts';

const pageHostname = 'page.example';
const read = (href: string | undefined) => safeLink(href, pageHostname);

describe('safeLink', () => {
  it.each([
    ['https://docs.aws.amazon.com/guardduty/', 'docs.aws.amazon.com'],
    ['http://example.com:8080/a?b=c#d', 'example.com:8080'],
    ['https://аpple.example/', 'xn--pple-43d.example'],
    ['https://page.example.attacker.example/', 'page.example.attacker.example'],
    ['https:\\\\attacker.example', 'attacker.example'],
    ['https://localhost.attacker.example/', 'localhost.attacker.example'],
    ['https://127.0.0.1.attacker.example/', '127.0.0.1.attacker.example'],
  ])('accepts the web address %s and names its host', (address, host) => {
    expect(read(address)).toEqual({ address, host });
  });

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
    '/findings/API_OPEN',
    'https://page.example/local/faults/x',
    'https://PAGE.example:443/turns/1',
    'http://page.example:9559/report',
    'http://localhost:9559/',
    'http://a.localhost./',
    'http://127.0.0.1:9559/report',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0/',
    'http://[::1]:9559/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'https://console.aws.amazon.com@attacker.example/',
    'https://console.aws.amazon.com:x@attacker.example/',
  ])('refuses %j', (href) => expect(read(href)).toBeUndefined());
});

describe('shownAddress', () => {
  it.each([
    [
      'https://docs.aws.amazon.com/guardduty/?a=b#c',
      'https://docs.aws.amazon.com/guardduty/?a=b#c',
    ],
    ['https://docs.аws.example/', 'https://docs.xn--ws-6kc.example/'],
    ['https://attacker.example/\u202emoc.nozama', 'https://attacker.example/%E2%80%AEmoc.nozama'],
    ['https:\\\\attacker.example', 'https://attacker.example/'],
    ['https://attacker.exam\nple/\u200b', 'https://attacker.example/%E2%80%8B'],
  ])('shows %j in ASCII', (address, shown) => {
    expect(shownAddress({ address, host: '' })).toBe(shown);
  });
});

describe('isOwnAddress', () => {
  const link = { address: 'https://attacker.example/a', host: 'attacker.example' };

  it.each(['https://attacker.example/a', 'attacker.example/a'])('accepts %s', (text) =>
    expect(isOwnAddress(text, link)).toBe(true),
  );

  it.each([
    'Findings',
    'https://docs.aws.amazon.com/a',
    'attacker.example/a https://docs.aws.amazon.com',
    '\u202ea/elpmaxe.rekcatta//:sptth',
    undefined,
    ['https://attacker.example/a', 'b'],
  ])('refuses %j', (text) => expect(isOwnAddress(text, link)).toBe(false));
});
