type LambdaGlobals = { awslambda?: { readonly InvokeStore?: unknown } };

/**
 * A small replacement for `@aws/lambda-invoke-store`, which a bundler uses with an alias. It separates invocations that run at the
 * same time in one environment. Where that can happen, the runtime client creates the store; elsewhere nothing reads it.
 */
export const InvokeStore = {
  getInstanceAsync: async (): Promise<unknown> =>
    (globalThis as LambdaGlobals).awslambda?.InvokeStore,
};
