/** Types from a transform, a tool or a module of the account. */
const addedTypes =
  /^AWS::(?:CloudFormation::CustomResource|CDK::Metadata|Serverless::.+)$|::MODULE$/;

/** Whether the resource specification should contain a type. */
export const isSpecified = (type: string): boolean =>
  type.startsWith('AWS::') && !addedTypes.test(type);
