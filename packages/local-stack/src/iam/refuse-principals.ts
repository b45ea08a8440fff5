import type { PrincipalElement, Statement } from '@hopwise/iam/policy-document';
import type { IamState } from './iam-state.ts';
import { malformedDocument } from './malformed-document.ts';

type KnownRoles = Pick<IamState, 'account' | 'roles'>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const service = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:amazonaws\.com(?:\.cn)?|amazon\.com)$/;
const provider =
  /^(?:arn:[\w-]+:iam::\d{12}:(?:oidc|saml)-provider\/.+|(?:cognito-identity\.amazonaws|www\.amazon|graph\.facebook|accounts\.google)\.com)$/;

/** Refuses a principal that IAM cannot resolve. Roles and users of another account are unknown here. */
export const refusePrincipals = (statements: readonly Statement[], known: KnownRoles): void => {
  for (const { Principal, NotPrincipal } of statements) {
    for (const element of [Principal, NotPrincipal]) {
      const [invalid] = element === undefined ? [] : invalidPrincipals(element, known);
      if (invalid !== undefined) throw malformedDocument(`Invalid principal in policy: ${invalid}`);
    }
  }
};

const invalidPrincipals = (element: PrincipalElement, known: KnownRoles): readonly string[] => {
  if (typeof element === 'string') return [];
  return Object.entries(element).flatMap(([type, names = []]) =>
    [names]
      .flat()
      .filter((name) => !isValid(type, name, known))
      .map((name) => `"${type.toUpperCase()}":"${name}"`),
  );
};

const isValid = (type: string, name: string, known: KnownRoles): boolean => {
  if (type === 'Service') return service.test(name);
  if (type === 'Federated') return provider.test(name);
  return type !== 'AWS' || !isMissing(name, known);
};

/** True for a role or user of this account that does not exist. */
const isMissing = (name: string, { account, roles }: KnownRoles): boolean => {
  const own = `arn:${account.partition}:iam::${account.accountId}:`;
  if (!name.startsWith(`${own}role/`) && !name.startsWith(`${own}user/`)) return false;
  return !roles().some(({ arn }) => arn === name);
};
