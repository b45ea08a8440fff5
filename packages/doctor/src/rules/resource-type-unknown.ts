import { nearestName } from '../specification/nearest-name.ts';
import { loadResourceSpecification } from '../specification/resource-specification.ts';
import { isSpecified } from '../template/specified-types.ts';
import type { Rule } from './rule.ts';

/** Resource types of AWS that the resource specification does not know. */
export const resourceTypeUnknown: Rule = async (model) => {
  const specification = await loadResourceSpecification();
  return model.resources
    .filter(({ type }) => isSpecified(type) && !specification.find(type))
    .map(({ logicalId, type }) => ({
      code: 'RESOURCE_TYPE_UNKNOWN',
      logicalId,
      where: logicalId,
      hop: null,
      type,
      nearest: nearestName(type, specification.types()),
    }));
};
