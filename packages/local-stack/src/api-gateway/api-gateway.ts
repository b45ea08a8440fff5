import { randomBytes, randomUUID } from 'node:crypto';
import * as client from '@aws-sdk/client-api-gateway';
import { awsService } from '../aws-service/aws-service.ts';
import { tokenAuthorizer } from '../cognito/user-pools-state.ts';
import { lambdaInvoker } from '../lambda/function/lambda-invoker.ts';
import { assembleRestApis } from './assemble-rest-apis.ts';
import { createApiGateway } from './create-api-gateway.ts';
import type { DeployedRestApi } from './deployed-rest-api.ts';
import { getMethod } from './get-method.ts';
import { getResources } from './get-resources.ts';
import { authorizer } from './resource-types/authorizer.ts';
import { deployment } from './resource-types/deployment.ts';
import { gatewayResponse } from './resource-types/gateway-response.ts';
import { method } from './resource-types/method.ts';
import { resource } from './resource-types/resource.ts';
import { restApi } from './resource-types/rest-api.ts';
import { stage } from './resource-types/stage.ts';
import type { RestApisState } from './rest-apis-state.ts';

/** In the form that API Gateway shows: 15 characters of base64url and one of padding. */
const randomExtendedId = (): string => `${randomBytes(11).toString('base64url')}=`;

/** API Gateway: the template's REST APIs, each with its stage. */
export const apiGateway = awsService<readonly DeployedRestApi[], RestApisState>({
  signingName: 'apigateway',
  api: {
    protocol: 'restJson1',
    clients: [client],
    hop: null,
    path: /^\/restapis\//,
    validationCode: 'BadRequestException',
    operations: [getResources, getMethod],
  },
  types: [restApi, resource, authorizer, method, gatewayResponse, deployment, stage],
  assemble: assembleRestApis,
  start({ account, clock, decisions, traces, ports, attach, originOf }, deployed) {
    let current = deployed;
    const serve = (restApis: readonly DeployedRestApi[]): void => {
      current = restApis;
      attach(
        'restApi',
        createApiGateway({
          restApis,
          lambda: ports.use(lambdaInvoker),
          authorizeToken: ports.use(tokenAuthorizer),
          decisions,
          traces,
          clock,
          account,
          randomId: randomUUID,
          randomExtendedId,
        }),
      );
    };
    serve(deployed);
    return {
      state: { restApis: () => current },
      update: serve,
      environment() {
        const [api] = current;
        return api ? { API_URL: `${originOf('restApi')}/${api.stageName}` } : {};
      },
    };
  },
});
