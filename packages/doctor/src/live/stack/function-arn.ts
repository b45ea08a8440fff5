/** Name and qualifier of a function, as the requests of Lambda take them. */
export type FunctionRequest = { readonly FunctionName: string; readonly Qualifier?: string };

/** The request for the function, version or alias with an ARN. */
export const functionRequest = (arn: string): FunctionRequest => {
  const [, , , , , , , qualifier] = arn.split(':');
  return qualifier === undefined
    ? { FunctionName: arn }
    : { FunctionName: arn.slice(0, -qualifier.length - 1), Qualifier: qualifier };
};

/** The name of a function, with its qualifier, for a person. */
export const functionNameOf = (arn: string): string => arn.split(':').slice(6).join(':') || arn;
