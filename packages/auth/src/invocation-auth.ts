import type { AuthorizedRequest, AuthorizedResponse, GatewayAuth } from './authorized-request.ts';
import { AuthError } from './errors.ts';
import { type GatewayPorts, type Invocation, sendAuthorized } from './send-authorized.ts';

/** `context.auth` of one invocation. What prints it shows no token. */
export class InvocationAuth implements GatewayAuth {
  readonly #invocation: Invocation;
  readonly #ports: GatewayPorts;
  readonly cacheHit: boolean;

  constructor(invocation: Invocation, ports: GatewayPorts) {
    this.#invocation = invocation;
    this.#ports = ports;
    this.cacheHit = invocation.cacheHit;
  }

  get accessToken(): string {
    const token = this.#ports.cache.peek() ?? this.#invocation.token;
    if (token.isUsable(this.#ports.clock.now())) return token.value;
    throw new AuthError('TOKEN_EXPIRED', 'the invocation outlived it');
  }

  /** A function of its own, so that a handler may take it out of `auth`. */
  readonly request = (request: AuthorizedRequest): Promise<AuthorizedResponse> =>
    sendAuthorized(request, this.#invocation, this.#ports);
}
