import { seededAccount } from '../../src/account.ts';
import { type Deployer, deployStack, modelOf } from '../../src/deployment/deploy-stack.ts';
import type { Template } from '../../src/template/template.ts';

export const loopbackOrigins = {
  issuer: 'http://127.0.0.1:1',
  userPoolDomain: 'http://127.0.0.1:2',
  gateway: 'http://127.0.0.1:3',
  restApi: 'http://127.0.0.1:4',
};

export type Properties = Readonly<Record<string, unknown>>;

/** Deploys resources of one service, and returns the service's model of them. */
export const deployModel = <Model>(
  service: Deployer<Model>,
  Resources: Template['Resources'],
  stackName = 'hopwise-local',
): Model =>
  modelOf(
    deployStack(
      { Resources },
      {
        services: [service],
        account: seededAccount,
        origins: loopbackOrigins,
        artifactDirectory: 'artifacts',
        stackName,
      },
    ),
    service,
  );
