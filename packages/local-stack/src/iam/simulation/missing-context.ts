import type { NamedPolicy, Statement } from '@hopwise/iam/policy-document';

/** Condition keys that the simulator has for every caller. */
const derivedKeys = [
  'aws:PrincipalArn',
  'aws:PrincipalAccount',
  'aws:PrincipalType',
  'aws:PrincipalIsAWSService',
  'aws:ResourceAccount',
];

/** Condition keys that policies use and the request does not have, once each. */
export const missingContext = (
  policies: readonly NamedPolicy[],
  given: readonly string[],
  concerns: (statement: Statement) => boolean,
): readonly string[] => {
  const known = new Set([...derivedKeys, ...given].map((key) => key.toLowerCase()));
  const missing = new Map<string, string>();
  for (const { document } of policies) {
    for (const key of document.Statement.filter(concerns).flatMap(keysOf)) {
      const name = key.toLowerCase();
      if (!known.has(name) && !missing.has(name)) missing.set(name, key);
    }
  }
  return [...missing.values()];
};

const keysOf = (statement: Statement): readonly string[] => [
  ...Object.values(statement.Condition ?? {}).flatMap(Object.keys),
  ...variablesOf(statement),
];

const variablesOf = ({ Resource, NotResource, Condition = {} }: Statement): readonly string[] =>
  [Resource ?? NotResource ?? [], ...Object.values(Condition).flatMap(Object.values)]
    .flat()
    .flatMap((text) => [...String(text).matchAll(/\$\{([^*?$},]+)/g)])
    .map(([, key = '']) => key.trim());
