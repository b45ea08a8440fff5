import { isSpecified } from '@hopwise/template/specified-types';
import { nearestName } from '../specification/nearest-name.ts';
import { loadResourceSpecification } from '../specification/resource-specification.ts';
import type { Rule } from './rule.ts';

/** Finds AWS resource types that are not in the resource specification. */
export const resourceTypeUnknown: Rule = (model) => {
  const specification = loadResourceSpecification();
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
