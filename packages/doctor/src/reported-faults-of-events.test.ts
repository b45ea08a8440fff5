import { describe, expect, it } from '@jest/globals';
import { diagnoseTemplate } from './diagnose-template.ts';

const samStack = (api: string, id: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Desk: { Type: AWS::Serverless::Api, Properties: { StageName: v1${api} } }
  Greet:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: 'exports.handler = async () => ({})'
      Events: { Get: { Type: Api, Properties: { RestApiId: ${id}, Path: /greet, Method: get } } }
`;

const codesOf = async (text: string) =>
  (await diagnoseTemplate({ text, name: 'stack' })).findings.map(
    ({ code, hop }) => `${code} ${hop}`,
  );

describe('a SAM event', () => {
  it('that names its API as text has no permission, and its API is open', async () => {
    expect(await codesOf(samStack('', 'Desk'))).toEqual([
      'RESOURCE_POLICY_MISSING 2',
      'API_OPEN 1',
    ]);
    expect(await codesOf(samStack('', '!Ref Desk'))).toEqual(['API_OPEN 1']);
    const guarded = ', Auth: { DefaultAuthorizer: AWS_IAM }';
    expect(await codesOf(samStack(guarded, '!Ref Desk'))).toEqual([]);
  });

  it('of an API with CORS has an open preflight only if the API says so', async () => {
    const guarded = (more: string) =>
      samStack(`, Cors: "'*'", Auth: { DefaultAuthorizer: AWS_IAM${more} }`, '!Ref Desk');
    expect(await codesOf(guarded(''))).toEqual(['PREFLIGHT_GUARDED 1']);
    expect(await codesOf(guarded(', AddDefaultAuthorizerToCorsPreflight: false'))).toEqual([]);
  });
});

const openApi = (operationId: string, model: string) => `
Resources:
  Desk:
    Type: AWS::Bedrock::Agent
    Properties:
      AgentName: desk
      AgentResourceRoleArn: !ImportValue Role
      AutoPrepare: true
      FoundationModel: ${model}
      ActionGroups:
        - ActionGroupName: tickets-of-the-service-desk
          ActionGroupExecutor: { CustomControl: RETURN_CONTROL }
          ApiSchema:
            Payload: |
              openapi: 3.0.0
              paths: { /t: { get: { operationId: ${operationId}, responses: {} } } }
`;

describe('the tool name that Bedrock composes of an OpenAPI operation', () => {
  const claude = 'anthropic.claude-3-haiku-20240307-v1:0';

  it('has at most 64 characters and no further double underscore for Claude', async () => {
    const ofLength = (length: number) =>
      'a'.repeat(length - 'GET__tickets-of-the-service-desk__'.length);
    expect(await codesOf(openApi(ofLength(64), claude))).toEqual([]);
    expect(await codesOf(openApi(ofLength(65), claude))).toEqual(['FUNCTION_NAME_INVALID 4']);
    expect(await codesOf(openApi('list__all', claude))).toEqual(['FUNCTION_NAME_INVALID 4']);
    expect(await codesOf(openApi(ofLength(65), 'amazon.nova-pro-v1:0'))).toEqual([]);
  });
});
