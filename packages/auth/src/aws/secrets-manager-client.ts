import { randomUUID } from 'node:crypto';
import type {
  DescribeSecretCommandInput,
  DescribeSecretCommandOutput,
  GetSecretValueCommandInput,
  GetSecretValueCommandOutput,
  PutSecretValueCommandInput,
  PutSecretValueCommandOutput,
  UpdateSecretVersionStageCommandInput,
  UpdateSecretVersionStageCommandOutput,
} from '@aws-sdk/client-secrets-manager';
import {
  AwsJsonClient,
  type AwsJsonClientOptions,
  type AwsJsonCommand,
} from './aws-json-client.ts';

const service = {
  signingName: 'secretsmanager',
  targetPrefix: 'secretsmanager',
  endpointVariable: 'SECRETS_MANAGER',
};

/**
 * A small replacement for the client of `@aws-sdk/client-secrets-manager`. A bundler uses it with an alias:
 * the package's name for this module. It has the four commands that reading and rotating a secret needs.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html
 */
export class SecretsManagerClient extends AwsJsonClient {
  constructor(options?: AwsJsonClientOptions) {
    super(service, options);
  }
}

export class GetSecretValueCommand implements AwsJsonCommand<GetSecretValueCommandOutput> {
  readonly operation = 'GetSecretValue';
  readonly members = { dates: ['CreatedDate'], bytes: ['SecretBinary'] };
  readonly input: GetSecretValueCommandInput;
  declare readonly output?: GetSecretValueCommandOutput;

  constructor(input: GetSecretValueCommandInput) {
    this.input = input;
  }
}

export class DescribeSecretCommand implements AwsJsonCommand<DescribeSecretCommandOutput> {
  readonly operation = 'DescribeSecret';
  readonly members = {
    dates: [
      'CreatedDate',
      'DeletedDate',
      'LastAccessedDate',
      'LastChangedDate',
      'LastRotatedDate',
      'NextRotationDate',
    ],
  };
  readonly input: DescribeSecretCommandInput;
  declare readonly output?: DescribeSecretCommandOutput;

  constructor(input: DescribeSecretCommandInput) {
    this.input = input;
  }
}

export class PutSecretValueCommand implements AwsJsonCommand<PutSecretValueCommandOutput> {
  readonly operation = 'PutSecretValue';
  readonly input: PutSecretValueCommandInput;
  declare readonly output?: PutSecretValueCommandOutput;

  constructor(input: PutSecretValueCommandInput) {
    // A repeated request must not write a second version.
    this.input = { ...input, ClientRequestToken: input.ClientRequestToken ?? randomUUID() };
  }
}

export class UpdateSecretVersionStageCommand
  implements AwsJsonCommand<UpdateSecretVersionStageCommandOutput>
{
  readonly operation = 'UpdateSecretVersionStage';
  readonly input: UpdateSecretVersionStageCommandInput;
  declare readonly output?: UpdateSecretVersionStageCommandOutput;

  constructor(input: UpdateSecretVersionStageCommandInput) {
    this.input = input;
  }
}
