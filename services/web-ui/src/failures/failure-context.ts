import type { Decision } from '@hopwise/contracts/decision';
import { createContext } from 'react';
import type { LocalStack } from '../api/local-stack.ts';

export type FailureContextValue = {
  /** Absent on a deployed stage. */
  readonly local?: LocalStack | undefined;
  /** The decisions of a turn whose path this browser keeps. `undefined` for any other turn. */
  readonly decisionsOf?: (correlationId: string) => readonly Decision[] | undefined;
  /** Whether the page sends a user's token. Default: true. */
  readonly isSignedIn?: boolean;
  /** Opens the panel with the auth path. */
  readonly showPath?: () => void;
};

/** What an alert in the chat needs from the page around it. */
export const FailureContext = createContext<FailureContextValue>({});
