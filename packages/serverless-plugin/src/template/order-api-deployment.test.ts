import { describe, expect, it } from '@jest/globals';
import { orderApiDeployment } from './order-api-deployment.ts';
import type { Template } from './template.ts';

const dependenciesOf = (dependsOn: string | string[] | undefined): unknown => {
  const template: Template = {
    Resources: {
      Default4xx: { Type: 'AWS::ApiGateway::GatewayResponse' },
      Deployment1: {
        Type: 'AWS::ApiGateway::Deployment',
        ...(dependsOn === undefined ? {} : { DependsOn: dependsOn }),
      },
    },
  };
  orderApiDeployment(template);
  return template.Resources.Deployment1?.DependsOn;
};

describe('orderApiDeployment', () => {
  it('adds the gateway responses to the dependencies of the deployment', () => {
    expect(dependenciesOf(['Method'])).toEqual(['Method', 'Default4xx']);
    expect(dependenciesOf('Method')).toEqual(['Method', 'Default4xx']);
    expect(dependenciesOf(undefined)).toEqual(['Default4xx']);
  });

  it('names a gateway response once', () => {
    expect(dependenciesOf(['Default4xx'])).toEqual(['Default4xx']);
  });
});
