import { describe, expect, it } from '@jest/globals';
import type { Template } from './cloud-formation.ts';
import { orderApiDeployment } from './order-api-deployment.ts';

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
  it('lets the deployment wait for the gateway responses and for what it waited for before', () => {
    expect(dependenciesOf(['Method'])).toEqual(['Method', 'Default4xx']);
    expect(dependenciesOf('Method')).toEqual(['Method', 'Default4xx']);
    expect(dependenciesOf(undefined)).toEqual(['Default4xx']);
  });

  it('names a gateway response once', () => {
    expect(dependenciesOf(['Default4xx'])).toEqual(['Default4xx']);
  });
});
