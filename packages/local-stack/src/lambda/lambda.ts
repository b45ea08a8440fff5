import * as client from '@aws-sdk/client-lambda';
import { awsService } from '../aws-service/aws-service.ts';
import { templateEdits } from '../edits/template-edits.ts';
import { deployedRoles } from '../iam/iam-state.ts';
import { functionLogs } from '../logs/function-logs.ts';
import { addPermission } from './add-permission.ts';
import { assembleFunctions } from './assemble-functions.ts';
import { createLambda } from './create-lambda.ts';
import type { DeployedFunction } from './function/deployed-function.ts';
import { lambdaInvoker } from './function/lambda-invoker.ts';
import { getFunction } from './get-function.ts';
import { getFunctionConcurrency } from './get-function-concurrency.ts';
import { getFunctionConfiguration } from './get-function-configuration.ts';
import { getPolicy } from './get-policy.ts';
import { insteadOf } from './instead-of.ts';
import { timedInvoker } from './invocation/timed-invoker.ts';
import {
  functionControl,
  functionNetworks,
  type LambdaState,
  lambdaSettings,
} from './lambda-state.ts';
import { listAliases } from './list-aliases.ts';
import { listFunctions } from './list-functions.ts';
import { listVersionsByFunction } from './list-versions-by-function.ts';
import { removePermission } from './remove-permission.ts';
import { alias } from './resource-types/alias.ts';
import { lambdaFunction } from './resource-types/function.ts';
import { permission } from './resource-types/permission.ts';
import { version } from './resource-types/version.ts';
import { updateFunctionConfiguration } from './update-function-configuration.ts';

/** Lambda: runs the packaged functions of the template. */
export const lambda = awsService<readonly DeployedFunction[], LambdaState>({
  signingName: 'lambda',
  api: {
    protocol: 'restJson1',
    clients: [client],
    hop: null,
    path: /^\/20\d\d-\d\d-\d\d\/functions(?:\/|$)/,
    messageMember: 'Message',
    validationCode: 'InvalidParameterValueException',
    operations: [
      listFunctions,
      getFunction,
      getFunctionConfiguration,
      getFunctionConcurrency,
      getPolicy,
      addPermission,
      removePermission,
      updateFunctionConfiguration,
      listVersionsByFunction,
      listAliases,
    ],
    insteadOf,
    handledOperations: [
      { name: 'Invoke', action: 'lambda:InvokeFunction' },
      { name: 'InvokeWithResponseStream', action: 'lambda:InvokeFunction' },
    ],
  },
  types: [lambdaFunction, permission, version, alias],
  assemble: assembleFunctions,
  start({ access, clock, account, decisions, traces, ports, awsOrigin, stack }, deployed) {
    const { workDirectory, onLog, killDelayMs } = ports.use(lambdaSettings);
    let functions = deployed;
    const running = createLambda({
      functions,
      access,
      clock,
      account,
      traces,
      decisions,
      workDirectory,
      killDelayMs,
      baseEnvironment: {
        AWS_ENDPOINT_URL: awsOrigin,
        HOPWISE_DEPLOYED_HOSTS: stack().addresses.hosts.join(' '),
      },
      ...(onLog && { onLog }),
      networks: ports.use(functionNetworks),
      writeLog: (line) => ports.use(functionLogs)(line),
    });
    ports.provide(lambdaInvoker, timedInvoker(running.invoker, decisions));
    ports.provide(functionControl, running);
    return {
      state: {
        account,
        access,
        functions: () => functions,
        roles: ports.use(deployedRoles),
        edits: ports.use(templateEdits),
        clock,
        updated: new Map(),
      },
      handle: running.service.handle,
      async update(updated) {
        functions = updated;
        await running.replaceFunctions(updated);
      },
      environment: () =>
        Object.fromEntries(
          functions.map(({ logicalId, name }) => [functionVariable(logicalId), name]),
        ),
      stop: running.stop,
    };
  },
});

/**
 * `BedrockGatewayProxyLambdaFunction` → `BEDROCK_GATEWAY_PROXY_FUNCTION`. The ending is always there: a function
 * `NodeOptions` must not set the variable that Node reads.
 */
const functionVariable = (logicalId: string): string =>
  logicalId
    .replace(/(?:Lambda)?Function$/, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=.)$/g, '_')
    .replace(/^(?=\d)/, '_')
    .toUpperCase()
    .concat('FUNCTION');
