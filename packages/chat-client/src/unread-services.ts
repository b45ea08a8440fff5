import * as z from 'zod/mini';
import { serviceName } from './service-name.ts';

/** Statuses of a service that make an answer incomplete, and the code of a tool that needs only this service. */
const codes = {
  access_denied: 'SERVICE_ACCESS_DENIED',
  disabled: 'SERVICE_NOT_ENABLED',
  unavailable: 'SERVICE_UNAVAILABLE',
} as const;
export type UnreadStatus = keyof typeof codes;

const statuses: readonly UnreadStatus[] = ['access_denied', 'disabled', 'unavailable'];

export type UnreadServices = {
  readonly status: UnreadStatus;
  readonly code: (typeof codes)[UnreadStatus];
  /** Official names, each once. Empty if only `messages` names the service. */
  readonly services: readonly string[];
  /** What a tool without a result says. */
  readonly messages: readonly string[];
};

type UnreadText = {
  readonly outcome: string;
  /** Why the answer lacks the services. Their names follow. */
  readonly because: string;
  readonly cure: string;
};

export const unreadTexts: Readonly<Record<UnreadStatus, UnreadText>> = {
  access_denied: {
    outcome: 'Denied',
    because: 'The tools are not allowed to read',
    cure: 'Grant the read actions of each service to the execution role of security-tools.',
  },
  disabled: {
    outcome: 'Not enabled',
    because: 'Not enabled in this account and Region:',
    cure: 'Enable each service that this account needs. A permission does not help.',
  },
  unavailable: {
    outcome: 'Failed',
    because: 'The tools received no usable answer from',
    cure: 'Wait a minute and ask again. If it still fails, read the log of security-tools.',
  },
};

/** A finished step of the agent. */
export type ToolStep = {
  readonly result?: unknown;
  readonly code?: string | undefined;
  readonly summary?: string | undefined;
};

const states = z.array(z.object({ service: z.string(), status: z.string() }));
const result = z.object({ services: z.optional(states), byService: z.optional(states) });

/** The services that the tools could not read, grouped by the reason. */
export const unreadServices = (steps: readonly ToolStep[]): readonly UnreadServices[] => {
  const read = steps.flatMap((step) => {
    const { data } = result.safeParse(step.result);
    return [...(data?.services ?? []), ...(data?.byService ?? [])];
  });
  return statuses.flatMap((status) => {
    const code = codes[status];
    const unread = read.filter((state) => state.status === status);
    const services = [...new Set(unread.map(({ service }) => serviceName(service)))];
    const failed = steps.filter((step) => step.code === code);
    const messages = [...new Set(failed.flatMap(({ summary }) => summary ?? []))];
    return services.length + failed.length > 0 ? [{ status, code, services, messages }] : [];
  });
};
