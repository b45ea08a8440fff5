import { listedNames } from '@hopwise/template/listed-names';
import type { CreationRule } from './creation-rule.ts';

/**
 * Finds names that resources refer to and that the template does not declare.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html
 */
export const referenceUndefined: CreationRule<{
  readonly name: string;
  readonly resources: string;
}> = ({ model }) =>
  [...Map.groupBy(model.undefinedReferences(), ({ name }) => name)].flatMap(([name, all]) => {
    const [first] = all;
    const resources = listedNames(all.map(({ logicalId }) => logicalId));
    return first === undefined
      ? []
      : [{ logicalId: first.logicalId, where: first.logicalId, hop: null, name, resources }];
  });
