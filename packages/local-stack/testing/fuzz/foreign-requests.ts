import fc from 'fast-check';

/** A request that a port must refuse, also with the right credentials. */
export type ForeignRequest = { readonly defect: string; readonly bytes: Buffer };

export type RequestOfPort = {
  /** Host and port, such as `127.0.0.1:49152`. */
  readonly host: string;
  /** Paths that return data to an allowed client. */
  readonly paths: readonly string[];
  /** Header lines with valid credentials. */
  readonly credentials: readonly string[];
};

type Defect = {
  readonly name: string;
  readonly method?: string;
  readonly target?: string;
  readonly version?: string;
  readonly host?: readonly string[];
  readonly lines?: readonly string[];
};

const foreignNames = fc.oneof(
  fc.domain(),
  fc.domain().map((name) => `127.0.0.1.${name}`),
  fc.domain().map((name) => `localhost.${name}:8080`),
  fc.ipV4().filter((address) => address !== '127.0.0.1'),
  fc
    .ipV6()
    .map((address) => `[${address}]:80`)
    .filter((host) => !host.startsWith('[::1]')),
  fc.constantFrom('0.0.0.0', 'localhost.', '127.1', '2130706433', '[::ffff:127.0.0.1]', '*'),
);

const foreignOrigins = fc.oneof(
  foreignNames.map((name) => `http://${name}`),
  fc.domain().map((name) => `https://${name}`),
  fc.constantFrom(
    'null',
    'file://',
    'chrome-extension://abcdef',
    'http://127.0.0.1:1@evil.example',
  ),
);

const modes = ['no-cors', 'cors', 'websocket', 'same-origin'];

const defects = ({ host, paths }: RequestOfPort): fc.Arbitrary<Defect> => {
  const path = fc.constantFrom(...paths);
  return fc.oneof(
    foreignNames.map((name) => ({ name: 'a foreign host', host: [name] })),
    foreignNames.map((name) => ({ name: 'a second host', host: [host, name] })),
    fc.constant({ name: 'no host', host: [], version: 'HTTP/1.0' }),
    foreignOrigins.map((origin) => ({ name: 'a foreign origin', lines: [`origin: ${origin}`] })),
    fc.constantFrom(...modes).map((mode) => ({
      name: 'another site',
      lines: ['sec-fetch-site: cross-site', `sec-fetch-mode: ${mode}`],
    })),
    path.map((target) => ({ name: 'an absolute target', target: `http://${host}${target}` })),
    fc.webUrl().map((target) => ({ name: 'a target elsewhere', target })),
    fc.domain().map((name) => ({ name: 'CONNECT', method: 'CONNECT', target: `${name}:443` })),
    fc.constantFrom('websocket', 'TLS/1.0', 'foo, bar').map((protocol) => ({
      name: 'Upgrade',
      lines: ['connection: Upgrade', `upgrade: ${protocol}`],
    })),
    fc.integer({ min: 17_000, max: 100_000 }).map((length) => ({
      name: 'an oversized header',
      lines: [`x-large: ${'a'.repeat(length)}`],
    })),
  );
};

/** Bytes that cannot be the start of a request. A request that is only incomplete may wait for its rest. */
const garbage = fc
  .uint8Array({ minLength: 1, maxLength: 200 })
  .filter(([first = 0]) => first !== 13 && first !== 10 && !(first >= 65 && first <= 90))
  .map((bytes) => ({
    defect: 'bytes that are not HTTP',
    bytes: Buffer.concat([bytes, Buffer.from('\r\n\r\n')]),
  }));

export const foreignRequest = (port: RequestOfPort): fc.Arbitrary<ForeignRequest> =>
  fc.oneof(
    { arbitrary: garbage, weight: 1 },
    {
      weight: 9,
      arbitrary: fc
        .record({
          path: fc.constantFrom(...port.paths),
          method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'),
          defect: defects(port),
        })
        .map(({ path, method, defect }) => ({
          defect: defect.name,
          bytes: Buffer.from(
            [
              `${defect.method ?? method} ${defect.target ?? path} ${defect.version ?? 'HTTP/1.1'}`,
              ...(defect.host ?? [port.host]).map((host) => `host: ${host}`),
              ...port.credentials,
              ...(defect.lines ?? []),
              'content-length: 0',
              '',
              '',
            ].join('\r\n'),
          ),
        })),
    },
  );
