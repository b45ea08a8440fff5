import { physicalId } from '../../deployment/physical-id.ts';
import type { DeployContext, ResourceIdentity } from '../../deployment/resource-type.ts';

/** Identifies a resource by an id in EC2's format, such as `subnet-0a1b2c3d4e5f67890`, which is also an attribute. */
export const identifyBy =
  (prefix: string, ...attributes: readonly string[]) =>
  (_properties: unknown, { logicalId }: DeployContext): ResourceIdentity => {
    const ref = `${prefix}-${physicalId(logicalId, 'hexadecimal', 17)}`;
    return { ref, attributes: Object.fromEntries(attributes.map((name) => [name, ref])) };
  };
