import type { AwsHandler } from '../src/aws-endpoint/aws-request.ts';
import { cognito as cognitoService } from '../src/cognito/cognito.ts';
import { secretReads } from '../src/cognito/user-pools-state.ts';
import { lambdaInvoker } from '../src/lambda/function/lambda-invoker.ts';
import type { DeployedSecret } from '../src/secrets-manager/deployed-secret.ts';
import { secretsManager } from '../src/secrets-manager/secrets-manager.ts';
import type { FixtureParts } from './aws-endpoint/endpoint-fixture.ts';
import { runService, serveApi } from './aws-service/run-service.ts';
import type { RunningCognito } from './cognito/running-cognito.ts';

type Rotated = {
  readonly secret: DeployedSecret;
  readonly cognito: Pick<RunningCognito, 'pool' | 'cognito'>;
};

/**
 * Secrets Manager with one secret, and the API of its user pool. No rotation function runs; the test itself
 * performs the steps of the rotation.
 */
export const rotationServices =
  ({ secret, cognito }: Rotated) =>
  (parts: FixtureParts): readonly AwsHandler[] => {
    const state = { userPools: [cognito.pool], admin: cognito.cognito.admin };
    const userPools = serveApi(cognitoService, { state }, parts);
    const secrets = runService(secretsManager, [secret], {
      ...parts,
      provide(ports) {
        const never = () => new Promise<never>(() => undefined);
        ports.provide(lambdaInvoker, { invoke: never, invokeWithResponseStream: never });
        ports.provide(secretReads, () => undefined);
      },
    });
    return [secrets, userPools];
  };
