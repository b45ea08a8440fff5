import type { DeployedResources, TypedResource } from '../deployment/deployed-resources.ts';
import { TemplateError } from '../template/template-error.ts';
import { deployment } from './resource-types/deployment.ts';
import { stage } from './resource-types/stage.ts';
import type { StageThrottling } from './resource-types/stage-description.ts';

/** The stage of a REST API, which a deployment or its own resource declares. */
export type DeployedStage = {
  readonly name: string;
  readonly throttling?: StageThrottling | undefined;
};

type Api = Pick<TypedResource<unknown>, 'logicalId' | 'ref'>;

/**
 * The stage of an API.
 *
 * @throws TemplateError for an API without a stage or with several, and for a stage without a deployment of its API
 */
export const stageOf = (api: Api, resources: DeployedResources): DeployedStage => {
  const deployments = resources
    .of(deployment)
    .filter(({ properties }) => properties.RestApiId === api.ref);
  const stages = resources.of(stage).filter(({ properties }) => properties.RestApiId === api.ref);
  for (const { logicalId, properties } of stages) {
    if (deployments.some(({ ref }) => ref === properties.DeploymentId)) continue;
    throw new TemplateError(
      `DeploymentId of ${logicalId} is ${properties.DeploymentId}, expected a deployment of ${api.logicalId}.`,
    );
  }
  const declared = [
    ...stages.map(({ properties }) => ({ name: properties.StageName, throttling: properties })),
    ...deployments.flatMap(({ properties: { StageName: name, StageDescription: throttling } }) =>
      name === undefined ? [] : [{ name, throttling }],
    ),
  ];
  const names = [...new Set(declared.map(({ name }) => name))];
  if (names.length > 1) {
    throw new TemplateError(
      `The REST API ${api.logicalId} has the stages ${names.join(' and ')}. The local stack serves one stage of an API.`,
    );
  }
  const [found] = declared;
  if (found) return found;
  throw new TemplateError(
    `The REST API ${api.logicalId} has no stage: neither an AWS::ApiGateway::Stage nor a deployment with a StageName.`,
  );
};
