import { describe, expect, it } from '@jest/globals';
import { diagnoseTemplate } from './diagnose-template.ts';

describe('Globals of SAM', () => {
  it('apply to every function that does not override them', async () => {
    const text = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: nodejs20.x, Environment: { Variables: { API_PASSWORD: hunter2hunter2 } } }
  HttpApi: { Auth: { DefaultAuthorizer: Cognito } }
Resources:
  Old: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Events: { Get: { Type: HttpApi } } } }
  New: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs24.x, Environment: { Variables: { API_PASSWORD: '' } } } }
`;
    const { findings } = await diagnoseTemplate({ text, name: 'stack' });
    expect(findings.map(({ code, where }) => [code, where])).toEqual([
      ['SECRET_IN_TEMPLATE', 'Old.Environment.Variables.API_PASSWORD'],
      ['RUNTIME_DEPRECATED', 'Old.Runtime'],
    ]);
  });
});
