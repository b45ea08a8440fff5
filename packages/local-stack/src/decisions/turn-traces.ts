import { randomBytes } from 'node:crypto';
import type { Clock } from '@hopwise/auth/clock';

/** Limit of remembered turns. The oldest are forgotten first. */
const maxTurns = 1_000;

/**
 * X-Ray trace ids of turns. A function's environment holds the id of its current invocation. An unsigned
 * request that carries the id is attributed to its turn. See
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export type TurnTraces = {
  /** The tracing header of a turn, for instance `Root=1-67891233-abcdef012345678912345678;Sampled=0`. */
  headerOf(turn: string): string;
  /** The turn of a tracing header. */
  turnOf(header: string | undefined): string | undefined;
};

export const createTurnTraces = (clock: Clock): TurnTraces => {
  const rootOfTurn = new Map<string, string>();
  const turnOfRoot = new Map<string, string>();

  const remember = (turn: string): string => {
    const seconds = Math.floor(clock.now() / 1000)
      .toString(16)
      .padStart(8, '0');
    const root = `1-${seconds}-${randomBytes(12).toString('hex')}`;
    rootOfTurn.set(turn, root);
    turnOfRoot.set(root, turn);
    const [oldest] = rootOfTurn.keys();
    if (rootOfTurn.size > maxTurns && oldest !== undefined) {
      turnOfRoot.delete(rootOfTurn.get(oldest) ?? '');
      rootOfTurn.delete(oldest);
    }
    return root;
  };

  return {
    headerOf: (turn) => `Root=${rootOfTurn.get(turn) ?? remember(turn)};Sampled=0`,
    turnOf: (header) => turnOfRoot.get(/(?:^|;)\s*Root=([^;]+)/.exec(header ?? '')?.[1] ?? ''),
  };
};
