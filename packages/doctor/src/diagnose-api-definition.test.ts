import { describe, expect, it } from '@jest/globals';
import { diagnoseTemplate } from './diagnose-template.ts';

/** A REST API whose OpenAPI document runs a function, with a permission for this source and this policy of the API. */
const api = (source: string, policy = '') => `
Resources:
  Notes:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: notes
${policy}
      Body:
        openapi: 3.0.1
        paths:
          /notes:
            post:
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Work.Arn}/invocations
  Work:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x, Handler: a.b, Role: !ImportValue R, Code: { ZipFile: x } }
  Allowed:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !Ref Work, Action: lambda:InvokeFunction, Principal: apigateway.amazonaws.com, SourceArn: !Sub '${source}' }
`;

const execute = 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Notes}';

const diagnose = async (text: string) => {
  const { hops = [], findings } = await diagnoseTemplate({ text, name: 'stack' });
  return {
    hops: hops.slice(0, 2).map(({ verdict }) => verdict),
    findings: findings.map(({ code, line }) => `${code} ${line}`),
  };
};

describe('an API with its OpenAPI document in the template', () => {
  it('has two decided hops', async () => {
    expect(await diagnose(api(`${execute}/*/POST/notes`))).toEqual({
      hops: ['ok', 'ok'],
      findings: ['API_OPEN 12'],
    });
  });

  it('is broken by a permission for another method', async () => {
    const { hops, findings } = await diagnose(api(`${execute}/*/GET/notes`));
    expect(hops).toEqual(['ok', 'broken']);
    expect(findings[0]).toMatch(/^RESOURCE_POLICY_MISSING/);
  });

  it('is open with a policy that allows everyone, and protected with another', async () => {
    const policy = (more: string) =>
      `      Policy: { Statement: [{ Effect: Allow, Principal: '*', Action: 'execute-api:Invoke', Resource: '*'${more} }] }`;
    const open = await diagnose(api(`${execute}/*`, policy('')));
    expect(open.findings).toEqual(['API_OPEN 12']);
    const fenced = policy(", Condition: { IpAddress: { 'aws:SourceIp': 192.0.2.0/24 } }");
    expect((await diagnose(api(`${execute}/*`, fenced))).findings).toEqual([]);
  });
});
