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
import { AwsJsonClient, type AwsJsonClientOptions, JsonCommand } from './aws-json-client.ts';
import { copyInput } from './client-option-rules.ts';

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

export class GetSecretValueCommand extends JsonCommand<
  GetSecretValueCommandInput,
  GetSecretValueCommandOutput
> {
  readonly operation = 'GetSecretValue';
  readonly members = { dates: ['CreatedDate'], bytes: ['SecretBinary'] };
}

export class DescribeSecretCommand extends JsonCommand<
  DescribeSecretCommandInput,
  DescribeSecretCommandOutput
> {
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
}

export class PutSecretValueCommand extends JsonCommand<
  PutSecretValueCommandInput,
  PutSecretValueCommandOutput
> {
  readonly operation = 'PutSecretValue';

  constructor(input: PutSecretValueCommandInput) {
    // A repeated request must not write a second version.
    const own = copyInput(input);
    super({ ...own, ClientRequestToken: own.ClientRequestToken ?? randomUUID() });
  }
}

export class UpdateSecretVersionStageCommand extends JsonCommand<
  UpdateSecretVersionStageCommandInput,
  UpdateSecretVersionStageCommandOutput
> {
  readonly operation = 'UpdateSecretVersionStage';
}
