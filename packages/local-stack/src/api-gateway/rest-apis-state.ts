import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { physicalId } from '../deployment/physical-id.ts';
import type { DeployedRestApi } from './deployed-rest-api.ts';

/** The state of API Gateway's control plane. */
export type RestApisState = {
  /** The APIs that are deployed at this moment. */
  readonly restApis: () => readonly DeployedRestApi[];
};

/** The API of an id. Throws `NotFoundException`. */
export const restApiOf = (asked: string | undefined, { restApis }: RestApisState) => {
  const api = restApis().find(({ id }) => id === asked);
  if (api) return api;
  throw notFound('Invalid API identifier specified');
};

export const notFound = (message: string): AwsError =>
  new AwsError('NotFoundException', message, { status: 404 });

export const resourceIdOf = (path: string): string => physicalId(path, 'lowerAlphanumeric', 6);

/** IAM resource of an API's resources. API Gateway's IAM resources are its paths, its actions are methods. */
export const resourcesArn = (restApiId: string, { partition, region }: Account): string =>
  `arn:${partition}:apigateway:${region}::/restapis/${restApiId}/resources`;
