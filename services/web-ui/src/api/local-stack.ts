import type { Decision } from '@hopwise/contracts/decision';
import { type FaultState, faultStates } from '@hopwise/contracts/faults';
import type { DoctorReport } from '@hopwise/contracts/finding';
import type { TurnRecord } from '@hopwise/contracts/turn-record';
import * as z from 'zod/mini';

/** Routes that exist only in the local stack, not on a deployed stage. */
export type LocalStack = {
  decisions(correlationId: string, signal: AbortSignal): Promise<readonly Decision[]>;
  /** Rejects with status 404 for a turn that the record does not have. */
  turn(correlationId: string, signal: AbortSignal): Promise<TurnRecord>;
  faults(signal: AbortSignal): Promise<readonly FaultState[]>;
  setFault(name: string, on: boolean): Promise<readonly FaultState[]>;
  /** Diagnoses one hop or all hops. Resolves with `undefined` if the stack has no doctor. */
  diagnosis(hop?: number): Promise<DoctorReport | undefined>;
};

/** The local stack refused a request. */
export class LocalStackError extends Error {
  override readonly name = 'LocalStackError';
  readonly status: number;

  constructor(path: string, status: number, reason?: string) {
    super(reason ?? `The local stack answered ${path} with status ${status}.`);
    this.status = status;
  }
}

/** Says why, for example which faults cannot be combined. */
const refusalBody = z.object({ message: z.string() });

/** A fault can redeploy the stack, and a diagnosis makes real calls. */
const timeoutMs = 120_000;

// The first load needs only the faults. The other forms are loaded with the first turn.
const decisionsForm = async () => (await import('@hopwise/contracts/stack-state')).stackDecisions;
const turnForm = async () => (await import('@hopwise/contracts/turn-record')).turnRecord;
const reportForm = async () => (await import('@hopwise/contracts/finding')).doctorReport;

/** Calls the `/local/` routes of the page's origin. */
export const createLocalStack = (fetchLocal: typeof fetch): LocalStack => {
  const read = async <T>(
    path: string,
    schema: z.ZodMiniType<T>,
    init: RequestInit = {},
  ): Promise<T> => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    const response = await fetchLocal(path, { ...init, signal });
    if (!response.ok) {
      const refusal = refusalBody.safeParse(await response.json().catch(() => undefined));
      throw new LocalStackError(path, response.status, refusal.data?.message);
    }
    return schema.parse(await response.json());
  };
  return {
    decisions: async (correlationId, signal) => {
      const query = new URLSearchParams({ correlationId });
      return await read(`/local/decisions?${query}`, await decisionsForm(), { signal });
    },
    turn: async (correlationId, signal) =>
      await read(`/local/turns/${encodeURIComponent(correlationId)}`, await turnForm(), { signal }),
    faults: (signal) => read('/local/faults', faultStates, { signal }),
    setFault: (name, on) =>
      read(`/local/faults/${encodeURIComponent(name)}`, faultStates, {
        method: on ? 'PUT' : 'DELETE',
      }),
    diagnosis: async (hop) => {
      const path = `/local/diagnosis${hop === undefined ? '' : `?hop=${hop}`}`;
      return await read(path, await reportForm()).catch((error: unknown) => {
        if (error instanceof LocalStackError && error.status === 404) return undefined;
        throw error;
      });
    },
  };
};
