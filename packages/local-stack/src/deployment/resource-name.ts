import { TemplateError } from '../template/template-error.ts';
import type { DeployContext, DeployedResource } from './resource-type.ts';

/** The name of a resource in the template, or a generated name like CloudFormation's. */
export const nameOf = (
  properties: DeployedResource['properties'],
  property: string,
  { logicalId, stackName }: Pick<DeployContext, 'logicalId' | 'stackName'>,
): string => {
  const name = properties[property];
  if (name === undefined) return `${stackName}-${logicalId}`;
  if (typeof name === 'string') return name;
  throw new TemplateError(`Property ${property} of ${logicalId} is not a string.`);
};
