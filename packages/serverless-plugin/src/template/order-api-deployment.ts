import { logicalIdsOfType, type Template } from './template.ts';

/**
 * Makes the deployment of a REST API depend on the API's gateway responses. A deployment is a snapshot.
 * Without this, the CORS headers of errors can be missing from the stage.
 * See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-deployment.html
 */
export const orderApiDeployment = (template: Template): void => {
  const responses = logicalIdsOfType(template, 'AWS::ApiGateway::GatewayResponse');
  for (const id of logicalIdsOfType(template, 'AWS::ApiGateway::Deployment')) {
    const deployment = template.Resources[id];
    if (!deployment) continue;
    const dependencies = new Set([deployment.DependsOn ?? [], responses].flat());
    deployment.DependsOn = [...dependencies];
  }
};
