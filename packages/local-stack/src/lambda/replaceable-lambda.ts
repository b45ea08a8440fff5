import { createLambda, type Lambda, type LambdaOptions } from './create-lambda.ts';
import type { DeployedFunction } from './function/deployed-function.ts';

export type ReplaceableLambda = Lambda & {
  /** Deploys other functions. Running invocations finish on the old ones, and later ones start cold. */
  replaceFunctions(functions: readonly DeployedFunction[]): Promise<void>;
};

/** A Lambda whose functions can change while its invoker and its service stay the same. */
export const createReplaceableLambda = (options: LambdaOptions): ReplaceableLambda => {
  let current = createLambda(options);
  const all = [current];
  return {
    invoker: {
      invoke: (invocation) => current.invoker.invoke(invocation),
      invokeWithResponseStream: (invocation) =>
        current.invoker.invokeWithResponseStream(invocation),
    },
    service: {
      signingName: 'lambda',
      handle: (request) => current.service.handle(request),
    },
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
