import { lateService } from '../aws-endpoint/late-service.ts';
import { createLambda, type Lambda, type LambdaOptions } from './create-lambda.ts';
import type { DeployedFunction } from './function/deployed-function.ts';

export type ReplaceableLambda = Lambda & {
  /** Deploys other functions. The invocations that run finish on the old ones; all later ones start cold. */
  replaceFunctions(functions: readonly DeployedFunction[]): Promise<void>;
};

/** Lambda whose functions change while others hold its invoker and its service. */
export const createReplaceableLambda = (options: LambdaOptions): ReplaceableLambda => {
  let current = createLambda(options);
  const all = [current];
  return {
    invoker: {
      invoke: (invocation) => current.invoker.invoke(invocation),
      invokeWithResponseStream: (invocation) =>
        current.invoker.invokeWithResponseStream(invocation),
    },
    service: lateService('lambda', () => current.service),
    functionEnvironment: (name) => current.functionEnvironment(name),
    recycle: () => current.recycle(),
    async replaceFunctions(functions) {
      const before = current;
      current = createLambda({ ...options, functions });
      all.push(current);
      await before.recycle();
    },
    async stop() {
      await Promise.all(all.map((lambda) => lambda.stop()));
    },
  };
};
