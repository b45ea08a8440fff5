import type { VariableNames } from '../stack/gateway-clients.ts';

type Variables = Readonly<Record<string, string>> | undefined;

/** The scopes that a function requests. */
export const scopesIn = (variables: Variables, { scope }: VariableNames): readonly string[] =>
  (variables?.[scope ?? ''] ?? '').split(' ').filter((one) => one !== '');

export const noClient =
  "the stacks do not show which app client's credentials the caller of the gateway has";
