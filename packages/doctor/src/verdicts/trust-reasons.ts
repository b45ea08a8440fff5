import type { Chain } from '@hopwise/chain/chain';
import { forPeople } from '@hopwise/chain/stand-ins';
import { trustedDeputies } from '../policy/trusted-deputies.ts';
import { reasonsIn } from './hop-call.ts';

type WrittenRole = { readonly written: unknown; readonly property: string };

/** Why the template does not show that a service can assume a role. */
export const trustReasons = (
  { written, property }: WrittenRole,
  service: string,
  { model, texts }: Chain,
): readonly string[] => {
  if (written === undefined) return [`it has no ${property}`];
  const text = texts.of(written);
  const role = model
    .ofType('AWS::IAM::Role')
    .find(({ logicalId }) => texts.attribute(logicalId, 'Arn') === text);
  if (role === undefined) {
    const unknown = reasonsIn(written, model);
    return unknown.length > 0 ? unknown : [`the role ${forPeople(text)} is not in the template`];
  }
  const isTrusted = trustedDeputies(model).some(
    (one) => one.logicalId === role.logicalId && one.service === service,
  );
  if (isTrusted) return [];
  const unknown = reasonsIn(role.properties.AssumeRolePolicyDocument, model);
  return unknown.length > 0
    ? unknown
    : [`the trust policy of ${role.logicalId} does not name ${service}`];
};
