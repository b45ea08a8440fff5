import * as z from 'zod/mini';

export type Config = {
  readonly region: string;
  /** Longest time that one AWS service may take within one tool call. */
  readonly serviceTimeoutMs: number;
};

const environment = z.object({ AWS_REGION: z.string().check(z.minLength(1)) });

/** The only reader of the environment. Throws when the runtime did not set it. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  const parsed = environment.safeParse(env);
  if (!parsed.success) throw new Error('The environment variable AWS_REGION is missing.');
  return { region: parsed.data.AWS_REGION, serviceTimeoutMs: 8_000 };
};
