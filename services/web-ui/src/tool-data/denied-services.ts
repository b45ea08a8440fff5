import * as z from 'zod/mini';
import { serviceName } from './service-name.ts';

const states = z.array(z.object({ service: z.string(), status: z.string() }));
const result = z.object({ services: z.optional(states), byService: z.optional(states) });

/** Names of the services that the tools were not allowed to read, each once. */
export const deniedServices = (results: readonly unknown[]): readonly string[] => {
  const denied = results.flatMap((one) => {
    const { data } = result.safeParse(one);
    return [...(data?.services ?? []), ...(data?.byService ?? [])].filter(
      ({ status }) => status === 'access_denied',
    );
  });
  return [...new Set(denied.map(({ service }) => serviceName(service)))];
};
