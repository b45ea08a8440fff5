import { AuthError } from '../src/errors/auth-error.ts';
import type { HttpRequest, HttpResponse } from '../src/http/http-send.ts';
import { HttpSendError } from '../src/http/http-send.ts';
import { accessToken } from '../src/middleware/access-token-middleware.ts';
import type { AuthEvent } from '../src/observability/observer.ts';
import { createFakeClock } from './fake-clock.ts';
import { createEnvironment } from './fake-services.ts';
import { basicOf } from './find-leaks.ts';
import { settled } from './wait-until.ts';

export type IssuerMode = 'works' | 'unavailable' | 'throttled' | 'resets' | 'malformed';

const hour = 3_600_000;
const issuerOrigin = 'https://issuer.example';
const gatewayUrl = 'https://gateway.example/mcp';
/** The limit that the middleware computes from its default options. */
const maxInFlightMs = 2 * (3_000 + 2_500) + 1_000;
const retryAfterSeconds = '20';
/** Longer than the wait before an invocation's retry. */
const retryWaitMs = 2_000;
/** Enough for a retry. */
const remainingMs = 30_000;
/** Far more than any invocation needs. */
const maxRounds = 1_000;

type Pending = {
  /** When the fetch of the token began. It can send two token requests. */
  readonly startedAt: number;
  readonly sentAt: number;
  readonly authorization: string;
  isAbandoned: boolean;
  readonly settle: PromiseWithResolvers<HttpResponse>;
};

type Grant = { readonly value: string; readonly requestedAt: number };

const answer = (status: number, body: unknown, headers = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/**
 * One execution environment with the real middleware. The test controls the clock, the issuer and the gateway.
 * `violations` collects everything that must never happen.
 */
export class Simulation {
  readonly clock = createFakeClock();
  readonly violations: string[] = [];
  readonly outcomes: string[] = [];
  mode: IssuerMode = 'works';
  running = 0;
  tokenRequests = 0;
  #secret = 'secret-0';
  readonly #validSecrets = new Set(['secret-0']);
  readonly #pending: Pending[] = [];
  readonly #grants = new Map<string, Grant>();
  readonly #revoked = new Set<string>();
  readonly #aborts: AbortController[] = [];
  readonly #environment = createEnvironment(
    accessToken({
      credentials: { read: async () => ({ clientId: 'client-1', clientSecret: this.#secret }) },
      tokenEndpoint: `${issuerOrigin}/oauth2/token`,
      issuer: null,
      scopes: null,
      gateway: { url: gatewayUrl, authorizer: 'CUSTOM_JWT' },
      clock: this.clock,
      random: () => 0.5,
      send: (request) => this.#send(request),
      onEvent: (event) => this.#observe(event),
    }),
  );
  /** The token in use, according to the events. */
  #current: Grant | undefined;
  #lastGrant: Grant | undefined;
  #pause = { from: 0, until: 0, failures: 0 };
  #readAt: number[] = [];
  /** The start of the fetch that sends a second token request after `invalid_client`. */
  #continuedFetch: number | undefined;

  constructor() {
    this.#environment.remainingMs = remainingMs;
  }

  invoke(count: number): void {
    for (let index = 0; index < count; index += 1) {
      this.running += 1;
      const abort = new AbortController();
      this.#aborts.push(abort);
      const request = { method: 'POST', url: gatewayUrl, signal: abort.signal };
      this.#environment
        .invoke((auth) => auth.request(request))
        .then(({ status }) => this.outcomes.push(String(status)))
        .catch((error: unknown) => {
          if (!(error instanceof AuthError)) {
            this.violations.push(`unexpected error ${error}`);
          } else {
            this.outcomes.push(error.code);
          }
        })
        .finally(() => {
          this.running -= 1;
        });
    }
  }

  prefetch(): void {
    void this.#environment.prefetch();
  }

  abortOne(): void {
    this.#aborts.shift()?.abort();
  }

  rotate(isOverlapping: boolean): void {
    if (!isOverlapping) this.#validSecrets.clear();
    this.#secret = `secret-${this.tokenRequests}-${this.#readAt.length}-${this.clock.now()}`;
    this.#validSecrets.add(this.#secret);
  }

  revoke(): void {
    for (const value of this.#grants.keys()) this.#revoked.add(value);
  }

  /** Moves the clock. Requests that take too long then count as abandoned. */
  advance(ms: number): void {
    this.clock.advance(ms);
    for (const pending of this.#pending) {
      const elapsedMs = this.clock.now() - pending.startedAt;
      if (elapsedMs < 0 || elapsedMs >= maxInFlightMs) pending.isAbandoned = true;
    }
  }

  /** Waits until only responses of the issuer are missing. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) await settled();
  }

  async answerAll(): Promise<void> {
    for (const pending of this.#pending.splice(0)) {
      this.#answer(pending);
      await this.settle();
      this.#continuedFetch = undefined;
    }
  }

  /** Completes all requests and invocations. */
  async finish(): Promise<void> {
    this.mode = 'works';
    for (let round = 0; this.running > 0 || this.#pending.length > 0; round += 1) {
      if (this.clock.waiting() > 0) this.advance(retryWaitMs);
      if (round > maxRounds) throw new Error(`${this.running} invocations do not end.`);
      await this.answerAll();
      await this.settle();
    }
  }

  #answer(pending: Pending): void {
    if (this.mode === 'resets') {
      pending.settle.reject(new HttpSendError('unreachable'));
    } else {
      pending.settle.resolve(this.#responseTo(pending));
    }
  }

  #responseTo({ authorization, startedAt, sentAt }: Pending): HttpResponse {
    if (this.mode === 'unavailable') return answer(503, {});
    if (this.mode === 'throttled') return answer(429, {}, { 'retry-after': retryAfterSeconds });
    if (this.mode === 'malformed') return answer(200, { token_type: 'Bearer' });
    const isValid = [...this.#validSecrets].some(
      (secret) => authorization === `Basic ${basicOf('client-1', secret)}`,
    );
    if (!isValid) {
      this.#continuedFetch = startedAt;
      return answer(401, { error: 'invalid_client' });
    }
    const value = `token-${this.#grants.size}`;
    this.#lastGrant = { value, requestedAt: sentAt };
    this.#grants.set(value, this.#lastGrant);
    return answer(200, { access_token: value, token_type: 'Bearer', expires_in: hour / 1_000 });
  }

  #send(request: HttpRequest): Promise<HttpResponse> {
    const authorization = request.headers.authorization ?? '';
    if (request.url.origin === issuerOrigin) return this.#sendToIssuer(authorization);
    const bearer = authorization.replace('Bearer ', '');
    const grant = this.#grants.get(bearer);
    if (grant === undefined) {
      this.violations.push('an unknown token was sent');
    } else if (grant.requestedAt + hour <= this.clock.now()) {
      this.violations.push('an expired token was sent');
    }
    return Promise.resolve(answer(this.#revoked.has(bearer) ? 401 : 200, {}));
  }

  #sendToIssuer(authorization: string): Promise<HttpResponse> {
    const now = this.clock.now();
    this.tokenRequests += 1;
    const fetchStartedAt = this.#continuedFetch;
    this.#continuedFetch = undefined;
    for (const other of this.#pending) {
      if (!other.isAbandoned) this.violations.push('two token requests were in flight');
      other.isAbandoned = true;
    }
    if (fetchStartedAt === undefined) this.#checkRequest(now);
    const settle = Promise.withResolvers<HttpResponse>();
    this.#pending.push({
      startedAt: fetchStartedAt ?? now,
      sentAt: now,
      authorization,
      isAbandoned: false,
      settle,
    });
    return settle.promise;
  }

  /** Checks whether a new token request is allowed now. */
  #checkRequest(now: number): void {
    const { from, until } = this.#pause;
    if (now >= from && now < until) this.violations.push('a token was requested during a pause');
    if (this.#current === undefined || this.#revoked.has(this.#current.value)) return;
    const ageMs = now - this.#current.requestedAt;
    if (ageMs >= -5_000 && ageMs < 0.8 * hour) {
      this.violations.push('a token was requested although the current one was usable');
    }
  }

  #observe(event: AuthEvent): void {
    const now = this.clock.now();
    if (event.type === 'renewal_failed') this.#continuedFetch = undefined;
    if (event.type === 'renewed') {
      this.#current = this.#lastGrant;
      this.#pause = { from: 0, until: 0, failures: 0 };
    }
    if (event.type === 'cooled_down' && event.code !== 'GATEWAY_UNAUTHORIZED') {
      const { failures } = this.#pause;
      const least = Math.min(500 * 2 ** failures, 60_000);
      if (event.delayMs < least) this.violations.push('a pause was too short');
      this.#pause = { from: now, until: now + least, failures: failures + 1 };
    }
    if (event.type === 'secret_read') this.#checkRead(now);
  }

  #checkRead(now: number): void {
    // The first read does not follow a refusal.
    const last = this.#readAt.length > 1 ? this.#readAt.at(-1) : undefined;
    if (last !== undefined && now >= last && now - last < 5_000) {
      this.violations.push('the secret was read twice in five seconds');
    }
    this.#readAt.push(now);
  }
}
