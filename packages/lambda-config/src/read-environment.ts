import type * as z from 'zod/mini';

/** The environment of a Lambda function does not match its schema. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'CONFIG_INVALID';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the variables that the schema names and ignores all others. Throws a `ConfigError` that names
 * every missing or malformed variable. It never shows a value, because a value can be a secret.
 */
export const readEnvironment = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  environment: Environment,
): z.output<Schema> => {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const names = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  throw new ConfigError(
    `These environment variables are missing or malformed: ${[...names].join(', ')}.`,
  );
};
