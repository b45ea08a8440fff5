import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { physicalId } from '../deployment/physical-id.ts';
import type { DeployedRestApi } from './deployed-rest-api.ts';

/** The state of API Gateway's control plane. */
export type RestApisState = {
  /** The currently deployed REST APIs. */
  readonly restApis: () => readonly DeployedRestApi[];
};

/** Finds a REST API by id. Throws `NotFoundException`. */
export const restApiOf = (asked: string | undefined, { restApis }: RestApisState) => {
  const api = restApis().find(({ id }) => id === asked);
  if (api) return api;
  throw notFound('Invalid API identifier specified');
};

export const notFound = (message: string): AwsError =>
  new AwsError('NotFoundException', message, { status: 404 });

export const resourceIdOf = (path: string): string => physicalId(path, 'lowerAlphanumeric', 6);

/**
 * The IAM resource for an API's resources. In API Gateway, IAM resources are paths and actions are HTTP
 * methods.
 */
export const resourcesArn = (restApiId: string, { partition, region }: Account): string =>
  `arn:${partition}:apigateway:${region}::/restapis/${restApiId}/resources`;
