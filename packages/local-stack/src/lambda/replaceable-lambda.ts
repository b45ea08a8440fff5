import { createLambda, type Lambda, type LambdaOptions } from './create-lambda.ts';
import type { DeployedFunction } from './function/deployed-function.ts';

export type ReplaceableLambda = Lambda & {
  /** Deploys other functions. Running invocations finish on the old ones, and later ones start cold. */
  replaceFunctions(functions: readonly DeployedFunction[]): Promise<void>;
};

/** A Lambda whose functions can change while its invoker and its service stay the same. */
export const createReplaceableLambda = (options: LambdaOptions): ReplaceableLambda => {
  let current = createLambda(options);
  let retired: readonly Lambda[] = [];
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
    ended: () => current.ended(),
    async replaceFunctions(functions) {
      const ended = retired.filter((lambda) => lambda.ended());
      const before = current;
      current = createLambda({ ...options, functions });
      retired = [...retired.filter((lambda) => !ended.includes(lambda)), before];
      await before.recycle();
      await Promise.all(ended.map((lambda) => lambda.stop()));
    },
    async stop() {
      await Promise.all([...retired, current].map((lambda) => lambda.stop()));
    },
  };
};
