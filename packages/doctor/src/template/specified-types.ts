/** Types that a transform, a tool or a module of the account brings with it. */
const broughtAlong =
  /^AWS::(?:CloudFormation::CustomResource|CDK::Metadata|Serverless::.+)$|::MODULE$/;

/** Whether the resource specification should know a type. */
export const isSpecified = (type: string): boolean =>
  type.startsWith('AWS::') && !broughtAlong.test(type);
