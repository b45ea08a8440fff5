import type { TurnTraces } from './turn-traces.ts';

type Reader = { readonly currentTurn: () => string | undefined };
/** A secret value that was returned, and the session that read it. */
export type SecretRead = { readonly session: Reader; readonly secretString: string };
type TokenRequest = { readonly clientId: string; readonly traceHeader: string | undefined };

/**
 * Finds the turn of an unsigned token request by its tracing header. Without a header, for instance while
 * an environment initializes, the turn that read the client's secret last counts.
 */
export type TokenRequestTurns = {
  readonly onSecretRead: (read: SecretRead) => void;
  readonly turnOf: (request: TokenRequest) => string | undefined;
};

export const createTokenRequestTurns = (
  traces: Pick<TurnTraces, 'turnOf'>,
  clientIds: readonly string[],
): TokenRequestTurns => {
  const lastReader = new Map<string, Reader>();
  return {
    onSecretRead({ session, secretString }) {
      for (const clientId of clientIds) {
        if (secretString.includes(clientId)) lastReader.set(clientId, session);
      }
    },
    turnOf: ({ clientId, traceHeader }) =>
      traces.turnOf(traceHeader) ?? lastReader.get(clientId)?.currentTurn(),
  };
};
