import { listedNames } from '@hopwise/template/listed-names';
import { tokenCallers } from '../topology/token-callers.ts';
import type { CreationRule } from './creation-rule.ts';

/**
 * Finds functions that have the id of one app client and the client secret of another. The token endpoint answers
 * `invalid_client`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export const clientSecretOfAnother: CreationRule<{
  readonly holder: string;
  readonly clientId: string;
  readonly other: string;
}> = (chain) => {
  const found = tokenCallers(chain).flatMap(({ logicalId, secretId, ids, secrets }) => {
    const isPair = ids.some((one) => secrets.includes(one));
    if (ids.length === 0 || secrets.length === 0 || isPair) return [];
    const holder = secretId ?? logicalId;
    return [
      {
        logicalId: holder,
        where: secretId === undefined ? `${holder}.Environment` : `${holder}.SecretString`,
        hop: 6,
        holder,
        clientId: listedNames(ids.map((one) => one.logicalId)),
        other: listedNames(secrets.map((one) => one.logicalId)),
      } as const,
    ];
  });
  return [...new Map(found.map((one) => [one.where, one])).values()];
};
