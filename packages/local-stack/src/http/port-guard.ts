import { isIPv6 } from 'node:net';
import type { HttpRequest, HttpResponse } from './http1-or-http2.ts';
import type { Refusal } from './refuse-malformed.ts';

/** The rule of one port. Each value is stricter than the next one. */
export type PortRule = {
  /**
   * Pages that can send requests: `none`, the port's `own` page, or pages of this `machine`. A program on this machine can
   * call the port anyway, so pages that it serves are allowed where the port has its own credentials.
   */
  readonly pages: 'none' | 'own' | 'machine';
  /** Address of the machine that the stack listens on, besides loopback. */
  readonly host?: string | undefined;
};

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

const misdirected: Refusal = {
  status: 421,
  code: 'MisdirectedRequestException',
  message:
    'This server does not serve this host name. Use the address that `hopwise start` prints.',
};
const notOriginForm: Refusal = {
  status: 400,
  code: 'BadRequestException',
  message: 'The request target must be a path.',
};
const foreignPage: Refusal = {
  status: 403,
  code: 'ForbiddenException',
  message: 'Pages of this origin cannot use this server.',
};

/**
 * Puts the rule of a port in front of its listener. It refuses another host name, which a browser sends after DNS rebinding,
 * a target that is not a path, and the requests of other sites' pages.
 */
export const guarded =
  <Request extends HttpRequest, Response extends HttpResponse>(
    rule: PortRule,
    listener: (request: Request, response: Response) => void,
  ) =>
  (request: Request, response: Response): void => {
    const refusal = refusalOf(request, rule);
    if (refusal === undefined) {
      listener(request, response);
    } else {
      request.resume();
      refuse(response, refusal, request.httpVersionMajor);
    }
  };

const refusalOf = (request: HttpRequest, rule: PortRule): Refusal | undefined => {
  const names = [...loopbackNames, ...(rule.host === undefined ? [] : [nameOf(rule.host)])];
  const hosts = hostsOf(request);
  if (hosts.length === 0 || !hosts.every((host) => names.includes(hostnameOf(host) ?? ''))) {
    return misdirected;
  }
  const target = request.url ?? '';
  if (!target.startsWith('/') && !(target === '*' && request.method === 'OPTIONS')) {
    return notOriginForm;
  }
  return isAllowedPage(request, { ...rule, names, hosts }) ? undefined : foreignPage;
};

const nameOf = (host: string): string => (isIPv6(host) ? `[${host}]` : host);

/** Every host name of the request. HTTP/2 has it in `:authority`, and a client can also send `host`. */
const hostsOf = ({ headers, rawHeaders }: HttpRequest): readonly string[] => {
  const hosts = rawHeaders.filter(
    (_value, index) => index % 2 === 1 && /^(host|:authority)$/i.test(rawHeaders[index - 1] ?? ''),
  );
  return hosts.length > 0 || headers.host === undefined ? hosts : [headers.host];
};

const hostnameOf = (host: string): string | undefined =>
  /^(\[[0-9a-f:.]+\]|[^\s:/?#@[\]]+)(?::\d+)?$/i.exec(host)?.[1]?.toLowerCase();

type Allowed = PortRule & { readonly names: readonly string[]; readonly hosts: readonly string[] };

const isAllowedPage = (request: HttpRequest, allowed: Allowed): boolean => {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (allowed.pages === 'none') {
    return origin === undefined && (site === undefined || site === 'none');
  }
  if (origin === undefined) return site !== 'cross-site' || isNavigation(request);
  // A page whose referrer policy is `no-referrer` sends a form to its own origin with `null`.
  if (origin === 'null') return site === 'same-origin';
  if (allowed.pages === 'own') return allowed.hosts.some((host) => origin === `http://${host}`);
  const url = URL.parse(origin);
  return url !== null && url.origin === origin && allowed.names.includes(url.hostname);
};

/** A person who follows a link from another site. Only that person sees the answer. */
const isNavigation = ({ method, headers }: HttpRequest): boolean =>
  method === 'GET' &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document';

const refuse = (
  response: HttpResponse,
  { status, code, message }: Refusal,
  version: number,
): void => {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.setHeader('x-amzn-errortype', code);
  // HTTP/2 has no such header.
  if (version === 1) response.setHeader('connection', 'close');
  response.end(JSON.stringify({ message }));
};
