import type {
  AddUserPoolClientSecretCommandInput,
  AddUserPoolClientSecretCommandOutput,
  DeleteUserPoolClientSecretCommandInput,
  DeleteUserPoolClientSecretCommandOutput,
  ListUserPoolClientSecretsCommandInput,
  ListUserPoolClientSecretsCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  AwsJsonClient,
  type AwsJsonClientOptions,
  JsonCommand,
} from '@hopwise/auth/aws-json-client';

const service = {
  signingName: 'cognito-idp',
  targetPrefix: 'AWSCognitoIdentityProviderService',
  endpointVariable: 'COGNITO_IDENTITY_PROVIDER',
  isDualStack: true,
};

/**
 * A small replacement for the client of `@aws-sdk/client-cognito-identity-provider`, with the commands of the rotation.
 * The bundler uses it because of an alias in `serverless.yml`; tests outside of a bundle use the SDK.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html
 */
export class CognitoIdentityProviderClient extends AwsJsonClient {
  constructor(options?: AwsJsonClientOptions) {
    super(service, options);
  }
}

export class AddUserPoolClientSecretCommand extends JsonCommand<
  AddUserPoolClientSecretCommandInput,
  AddUserPoolClientSecretCommandOutput
> {
  readonly operation = 'AddUserPoolClientSecret';
  readonly members = { dates: ['ClientSecretCreateDate'] };
}

export class ListUserPoolClientSecretsCommand extends JsonCommand<
  ListUserPoolClientSecretsCommandInput,
  ListUserPoolClientSecretsCommandOutput
> {
  readonly operation = 'ListUserPoolClientSecrets';
  readonly members = { dates: ['ClientSecretCreateDate'] };
}

export class DeleteUserPoolClientSecretCommand extends JsonCommand<
  DeleteUserPoolClientSecretCommandInput,
  DeleteUserPoolClientSecretCommandOutput
> {
  readonly operation = 'DeleteUserPoolClientSecret';
}
