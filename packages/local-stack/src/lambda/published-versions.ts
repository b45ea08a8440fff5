import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { NamedPolicy } from '@hopwise/iam/policy-document';
import type { DeployedResources } from '../deployment/deployed-resources.ts';
import { TemplateError } from '../template/template-error.ts';
import type { DeployedFunction } from './function/deployed-function.ts';
import { firstVersion, version } from './resource-types/version.ts';

/**
 * The versions that a template publishes of a function. Lambda publishes a second one only of other code, and refuses
 * a version whose hash is not the hash of the code.
 *
 * @param resourcePolicyOf the permissions of a version, which are not those of the function
 * @throws TemplateError for a second version, and for another hash
 */
export const publishedVersions = (
  published: DeployedFunction,
  resources: DeployedResources,
  resourcePolicyOf: (version: string) => NamedPolicy | undefined,
): readonly DeployedFunction[] => {
  const arn = `${published.arn}:${firstVersion}`;
  const [one, another] = resources.of(version).filter(({ ref }) => ref === arn);
  if (one === undefined) return [];
  if (another !== undefined) {
    throw new TemplateError(
      `${one.logicalId} and ${another.logicalId} publish the same code of ${published.logicalId}. Lambda publishes a version once.`,
    );
  }
  refuseOtherCode(one.properties.CodeSha256, published, one.logicalId);
  return [
    { ...published, arn, version: firstVersion, resourcePolicy: resourcePolicyOf(firstVersion) },
  ];
};

const refuseOtherCode = (
  hash: string | undefined,
  { artifactPath, logicalId }: DeployedFunction,
  versionId: string,
): void => {
  if (hash === undefined) return;
  const actual = createHash('sha256').update(readFileSync(artifactPath)).digest('base64');
  if (hash === actual) return;
  throw new TemplateError(
    `CodeSha256 of ${versionId} is ${hash}, but the zip of ${logicalId} has the hash ${actual}.`,
  );
};
