import { AuthError } from '../errors/auth-error.ts';
import { type GatewayPorts, type Invocation, sendWithReplay } from './replay-after-401.ts';
import type { AuthorizedRequest, AuthorizedResponse, GatewayAuth } from './request-types.ts';

/** `context.auth` of one invocation. Printing it does not show the token. */
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
    throw new AuthError('TOKEN_EXPIRED', 'expired during the invocation');
  }

  /** An arrow function, so that handlers can destructure `auth`. */
  readonly request = (request: AuthorizedRequest): Promise<AuthorizedResponse> =>
    sendWithReplay(request, this.#invocation, this.#ports);
}
