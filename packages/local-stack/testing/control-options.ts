import type { ControlOptions } from '../src/control/control-server.ts';
import { createDecisionRecord } from '../src/decisions/decision-record.ts';

/** Options of a control endpoint without a stack. */
export const controlOptions = (given: Partial<ControlOptions> = {}): ControlOptions => ({
  token: 'control-token',
  environment: () => ({}),
  functionEnvironment: () => Promise.resolve({}),
  decisions: createDecisionRecord({ now: () => 0 }),
  faults: { list: () => [], set: () => Promise.resolve([]) },
  template: () => ({ Resources: {} }),
  pageAddress: () => undefined,
  sources: async () => ({ state: 'current', changed: [] }),
  onStop: () => undefined,
  ...given,
});
