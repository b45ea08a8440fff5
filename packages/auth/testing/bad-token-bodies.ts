import type { HttpResponse } from '../src/http/http-send.ts';

export type BadBody = {
  readonly name: string;
  /** The field that the error must name. */
  readonly field: string;
  readonly response: HttpResponse;
};

export const canary = 'canary-5e1f';
const good = { access_token: `${canary}.token`, expires_in: 3_600, token_type: 'Bearer' };
const text = JSON.stringify(good);

const response = (body: string, headers: Readonly<Record<string, string>> = {}): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

const withField = (field: string, json: string | undefined): string => {
  const rest = Object.entries(good).filter(([name]) => name !== field);
  const parts = rest.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  if (json !== undefined) parts.push(`${JSON.stringify(field)}:${json}`);
  return `{${parts.join(',')}}`;
};

/** JSON values that are invalid for every field. */
const wrongTypes = [undefined, 'null', 'true', 'false', '{}', '[]', '[null]', '{"a":1}', '""'];

const controlCharacters = Array.from({ length: 33 }, (_, code) => String.fromCharCode(code));
const forbiddenCharacters = [
  ...'"\\,;()<>@[]{}|^`\'!#$%&*:?',
  ...'\u007f\u0080\u00a0\u00e4\u2028\u20ac\ufeff\u{1f510}\ud800',
];

const badTokens = [
  ...wrongTypes,
  '0',
  '1',
  '["canary-5e1f"]',
  `{"value":"${canary}"}`,
  ...[...controlCharacters, ...forbiddenCharacters].map((character) =>
    JSON.stringify(`${canary}${character}x`),
  ),
  ...[' ', '\n', '\r\n', '\t', '\u0000', '\ufeff'].flatMap((edge) => [
    JSON.stringify(`${edge}${canary}`),
    JSON.stringify(`${canary}${edge}`),
  ]),
  ...['=', '==', `=${canary}`, `${canary}=a`, `Bearer ${canary}`].map((token) =>
    JSON.stringify(token),
  ),
  JSON.stringify(`${canary}\r\nx-injected: 1`),
  JSON.stringify(`${canary}${'a'.repeat(8_192)}`),
  JSON.stringify('a'.repeat(60_000)),
];

const badTypeNames = [
  'mac',
  'DPoP',
  'N_A',
  'Basic',
  'Bearer ',
  ' Bearer',
  'Bearer,DPoP',
  'Bearer\u0000',
  'Be\u0430rer',
  'bea\u017fer',
  'BEARER\n',
  'Bearer token',
  canary,
];

const badTypes = [
  ...wrongTypes,
  '0',
  ...badTypeNames.map((type) => JSON.stringify(type)),
  '["Bearer"]',
  '{"type":"Bearer"}',
];

const badExpiries = [
  ...wrongTypes.slice(1),
  '0',
  '-0',
  '-1',
  '1.5',
  '0.1',
  '1e-3',
  '1e300',
  '1e16',
  '9007199254740992',
  '-3600',
  '"3600"',
  '"0"',
  '"soon"',
  '"1e3"',
  '" 3600"',
  '"canary-5e1f"',
  '[3600]',
  '{"seconds":3600}',
];

const deep = (open: string, close: string, depth: number): string =>
  `${open.repeat(depth)}${close.repeat(depth)}`;

const notAnObject: Readonly<Record<string, string>> = {
  'an empty body': '',
  'a space': ' ',
  null: 'null',
  true: 'true',
  'a number': '3600',
  text: JSON.stringify(canary),
  'an array': '[]',
  'the object in an array': `[${text}]`,
  'the object as text': JSON.stringify(text),
  'half of the object': text.slice(0, text.length / 2),
  'the object without the last brace': text.slice(0, -1),
  'a truncated UTF-8 sequence': `${text.slice(0, -1)},"x":"\ufffd`,
  'two objects': `${text}${text}`,
  'two objects on two lines': `${text}\n${text}`,
  'text after the object': `${text}${canary}`,
  'a NUL after the object': `${text}\u0000`,
  'a NUL before the object': `\u0000${text}`,
  'a byte order mark': `\ufeff${text}`,
  'UTF-16, little endian': Buffer.from(text, 'utf16le').toString('utf8'),
  'UTF-16, big endian': Buffer.from(text, 'utf16le').swap16().toString('utf8'),
  'gzip bytes': '\u001f\u008b\b\u0000',
  'a comment': `${text}//${canary}`,
  'a trailing comma': text.replace('}', ',}'),
  'single quotes': text.replaceAll('"', "'"),
  'keys without quotes': text.replace('"access_token"', 'access_token'),
  'a JavaScript call': `callback(${text})`,
  'a JSON hijacking prefix': `)]}',\n${text}`,
  NaN: text.replace('3600', 'NaN'),
  Infinity: text.replace('3600', 'Infinity'),
  hexadecimal: text.replace('3600', '0xe10'),
  'a leading zero': text.replace('3600', '03600'),
  'a leading plus': text.replace('3600', '+3600'),
  'a raw line break in a string': text.replace(canary, `${canary}\n`),
  'a bad escape': text.replace(canary, `${canary}\\x41`),
  HTML: `<html><body>${text}</body></html>`,
  XML: `<access_token>${canary}</access_token>`,
  form: `access_token=${canary}&token_type=Bearer&expires_in=3600`,
  YAML: `access_token: ${canary}\ntoken_type: Bearer`,
  'unclosed arrays': '['.repeat(30_000),
  'deep arrays': deep('[', ']', 10_000),
  'unclosed objects': '{"a":'.repeat(10_000),
};

const repeatedKeys: Readonly<Record<string, string>> = {
  access_token: text.replace('{', `{"access_token":"${canary}",`),
  'the same access_token': text.replace('{', `{"access_token":"${good.access_token}",`),
  'access_token, escaped': text.replace('{', `{"access\\u005ftoken":"${canary}",`),
  'access_token at the end': text.replace('}', `,"access_token":"${canary}"}`),
  token_type: text.replace('}', ',"token_type":"DPoP"}'),
  'the same token_type': text.replace('}', ',"token_type":"Bearer"}'),
  expires_in: text.replace('}', ',"expires_in":9}'),
  'expires_in, escaped': text.replace('}', ',"\\u0065xpires_in":9}'),
  scope: text.replace('}', ',"scope":"a","scope":"b"}'),
  'an unknown key': text.replace('{', '{"x":1,"x":1,'),
  __proto__: text.replace('{', '{"__proto__":{},"__proto__":{},'),
};

const inherited: Readonly<Record<string, string>> = {
  'only __proto__': `{"__proto__":${text}}`,
  'a constructor': `{"constructor":{"prototype":${text}}}`,
  'a data member': `{"data":${text}}`,
  'a key in another case': text.replace('access_token', 'Access_Token'),
  'a key in camel case': text.replace('access_token', 'accessToken'),
  'a key with a Cyrillic letter': text.replace('access_token', '\u0430ccess_token'),
  'only an id_token': text.replace('access_token', 'id_token'),
  'an error': `{"error":"invalid_client","error_description":"${canary}"}`,
};

const badContentTypes = [
  '',
  'text/html',
  'text/plain',
  'text/json',
  'application/jsonp',
  'application/x-json',
  'application/problem+json',
  'application/jwt',
  'application/json, text/html',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  `x/${canary}`,
];

const badEncodings = ['gzip', 'br', 'deflate', 'zstd', 'GZIP', 'identity, gzip', canary];

const fromHeader = (field: string, values: readonly string[]): BadBody[] =>
  values.map((value) => ({
    name: JSON.stringify({ [field]: value }),
    field,
    response: response(text, { [field]: value }),
  }));

const fromTable = (field: string, table: Readonly<Record<string, string>>): BadBody[] =>
  Object.entries(table).map(([name, body]) => ({ name, field, response: response(body) }));

const fromValues = (field: string, values: readonly (string | undefined)[]): BadBody[] =>
  values.map((value) => ({
    name: `${field}: ${value?.slice(0, 60)}`,
    field,
    response: response(withField(field, value)),
  }));

/** Responses to a token request that every client must refuse. */
export const badTokenBodies: readonly BadBody[] = [
  ...fromValues('access_token', badTokens),
  ...fromValues('token_type', badTypes),
  ...fromValues('expires_in', badExpiries),
  ...fromTable('the body', notAnObject),
  ...fromTable('the body', repeatedKeys).map((bad) => ({ ...bad, name: `repeated ${bad.name}` })),
  ...fromTable('access_token', inherited),
  ...fromHeader('content-type', badContentTypes),
  ...fromHeader('content-encoding', badEncodings),
];
