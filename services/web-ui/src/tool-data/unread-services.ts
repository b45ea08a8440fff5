import * as z from 'zod/mini';
import { serviceName } from './service-name.ts';

/** Statuses of a service that make an answer incomplete. */
export const unreadStatuses = ['access_denied', 'disabled', 'unavailable'] as const;
export type UnreadStatus = (typeof unreadStatuses)[number];

export type UnreadServices = {
  readonly status: UnreadStatus;
  /** Official names, each once. */
  readonly services: readonly string[];
};

const states = z.array(z.object({ service: z.string(), status: z.string() }));
const result = z.object({ services: z.optional(states), byService: z.optional(states) });

/** The services that the tools could not read, grouped by the reason. */
export const unreadServices = (results: readonly unknown[]): readonly UnreadServices[] => {
  const read = results.flatMap((one) => {
    const { data } = result.safeParse(one);
    return [...(data?.services ?? []), ...(data?.byService ?? [])];
  });
  return unreadStatuses.flatMap((status) => {
    const unread = read.filter((state) => state.status === status);
    const services = [...new Set(unread.map(({ service }) => serviceName(service)))];
    return services.length > 0 ? [{ status, services }] : [];
  });
};
