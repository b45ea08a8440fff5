import fc from 'fast-check';

/** A valid request, before it is damaged. */
export type BaseRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const crlf = '\r\n';

const serialize = ({ method, path, headers, body }: BaseRequest): string =>
  [
    `${method} ${path} HTTP/1.1`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join(crlf);

const randomBytes = fc.uint8Array({ maxLength: 512 }).map((bytes) => Buffer.from(bytes));

/** Cuts out a piece, doubles it, or replaces it. */
const damaged = (text: string): fc.Arbitrary<Buffer> =>
  fc
    .record({
      at: fc.nat(text.length),
      length: fc.nat(40),
      inserted: fc.oneof(
        fc.constantFrom('', ' ', crlf, '\n', '\0', '%', '%zz', '\u00ff', ':', '//', '..'),
        fc.string({ unit: 'binary', maxLength: 20 }),
      ),
      twice: fc.boolean(),
    })
    .map(({ at, length, inserted, twice }) => {
      const piece = text.slice(at, at + length);
      const changed = text.slice(0, at) + inserted + (twice ? piece + piece : '');
      return Buffer.from(changed + text.slice(at + length), 'latin1');
    });

const oddPaths = [
  '*',
  '//',
  '/\\',
  '/%',
  '/%E0%A4%A',
  '/?%',
  '/../..',
  '/a?b=%&c',
  'http://',
  'http://[',
  'http://other.example:99999/',
  'other.example:443',
  '/'.repeat(3000),
  '/\u00ff',
];
const oddMethods = ['CONNECT', 'TRACE', 'OPTIONS', 'HEAD', 'PURGE', 'get', 'M-SEARCH', 'FLY', ''];
const oddHeaders = [
  'content-length: -1',
  'content-length: 5, 6',
  'content-length: 99999999999999999999',
  'transfer-encoding: chunked',
  'transfer-encoding: gzip, chunked',
  'transfer-encoding: identity',
  'expect: 100-continue',
  'expect: the-unexpected',
  'upgrade: websocket\r\nconnection: upgrade',
  'host:',
  'host: a\r\nhost: b',
  'authorization: Bearer \u00ff',
  'authorization: AWS4-HMAC-SHA256 Credential=',
  'authorization: Basic %%%',
  ' folded: header',
  'no colon',
  'x-amz-date: yesterday',
  'content-encoding: gzip',
  `x-large: ${'a'.repeat(20_000)}`,
];

const oddRequest = (base: BaseRequest): fc.Arbitrary<Buffer> =>
  fc
    .record({
      method: fc.constantFrom(base.method, ...oddMethods),
      path: fc.oneof(fc.constantFrom(base.path, ...oddPaths), fc.webUrl(), fc.webPath()),
      version: fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9', ''),
      headers: fc.array(fc.constantFrom(...oddHeaders), { maxLength: 4 }),
      body: fc.oneof(
        fc.json(),
        fc.string({ unit: 'binary' }),
        fc.constantFrom('5\r\nab', '0\r\n\r\n'),
      ),
    })
    .map(({ method, path, version, headers, body }) =>
      Buffer.from(
        [
          `${method} ${path} ${version}`,
          ...Object.entries(base.headers).map(([name, value]) => `${name}: ${value}`),
          ...headers,
          '',
          body,
        ].join(crlf),
        'latin1',
      ),
    );

const http2Preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/** Bytes that a broken or hostile client could send instead of `base`. */
export const malformedRequest = (base: BaseRequest): fc.Arbitrary<Buffer> =>
  fc.oneof(
    randomBytes,
    randomBytes.map((bytes) => Buffer.concat([http2Preface, bytes])),
    { arbitrary: damaged(serialize(base)), weight: 4 },
    { arbitrary: oddRequest(base), weight: 4 },
  );
