import { logicalIdsOfType, type Template } from './cloud-formation.ts';

/**
 * Lets the deployment of a REST API wait for its gateway responses. A deployment is a snapshot: what is
 * created after it, such as the CORS headers of errors, would be missing from the stage.
 * See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-deployment.html
 */
export const orderApiDeployment = (template: Template): void => {
  const responses = logicalIdsOfType(template, 'AWS::ApiGateway::GatewayResponse');
  for (const id of logicalIdsOfType(template, 'AWS::ApiGateway::Deployment')) {
    const deployment = template.Resources[id];
    if (!deployment) continue;
    const waitsFor = new Set([deployment.DependsOn ?? [], responses].flat());
    deployment.DependsOn = [...waitsFor];
  }
};
