import { describe, expect, it } from '@jest/globals';
import { diagnoseTemplate } from './diagnose-template.ts';

const chatWith = (policy: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Helper:
    Type: AWS::Bedrock::Agent
    Properties: { AgentName: h, AutoPrepare: true, AgentResourceRoleArn: !ImportValue R }
  Chat:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: x
      Environment: { Variables: { AGENT: !Ref Helper, ALIAS: TSTALIASID } }
      Policies:
        - AmazonS3ReadOnlyAccess
        - ${policy}
`;

const statement = (action: string) =>
  `{ Version: '2012-10-17', Statement: [{ Sid: Own, Effect: Allow, Action: '${action}', Resource: !Sub 'arn:aws:bedrock:\${AWS::Region}:\${AWS::AccountId}:agent-alias/\${Helper}/TSTALIASID' }] }`;

const diagnosed = async (text: string) => {
  const { findings, hops = [] } = await diagnoseTemplate({ text, name: 'stack' });
  return {
    found: findings.map(({ code, where, line }) => `${code} ${where} line ${line}`),
    hop: hops.find(({ hop }) => hop === 3),
  };
};

describe('a SAM function', () => {
  it('that can invoke its agent has an ok hop', async () => {
    const { found, hop } = await diagnosed(chatWith(statement('bedrock:InvokeAgent')));
    expect(found).toEqual([]);
    expect(hop).toMatchObject({ verdict: 'ok' });
  });

  it('that cannot invoke its agent has a finding at its policies', async () => {
    const { found, hop } = await diagnosed(chatWith('{ SQSPollerPolicy: { QueueName: q } }'));
    expect(found).toEqual(['INVOKE_AGENT_DENIED Chat.Policies line 13']);
    expect(hop).toMatchObject({ verdict: 'broken' });
  });

  it('has the finding of one policy at the line of that policy', async () => {
    const { found } = await diagnosed(chatWith(statement('bedrock:*')));
    expect(found).toEqual(['WILDCARD_ACTION Chat.Policies.1, statement Own line 15']);
  });

  it('with an unknown policy template is not decidable', async () => {
    const { found, hop } = await diagnosed(chatWith('{ NoSuchPolicy: {} }'));
    expect(found).toEqual([]);
    expect(hop?.undecided).toEqual([
      {
        calls: expect.stringContaining('Chat'),
        reason: 'the template does not show the policy NoSuchPolicy',
      },
    ]);
  });

  it('suppresses a finding about its role', async () => {
    const text = chatWith('{ SQSPollerPolicy: { QueueName: q } }').replace(
      'Type: AWS::Serverless::Function',
      'Type: AWS::Serverless::Function\n    Metadata: { Hopwise: { Suppress: [{ Code: INVOKE_AGENT_DENIED, Reason: meant }] } }',
    );
    expect((await diagnosed(text)).found).toEqual([]);
  });
});

const deskWith = (api: string, event: string, timeout = 5) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Desk:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
      Auth: { ${api} }
  Greet:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: x
      Timeout: ${timeout}
      Events:
        Get: { Type: Api, Properties: { RestApiId: ${event}, Path: '/greet/{name}', Method: get } }
`;

describe('an API of a SAM template', () => {
  const guarded =
    'DefaultAuthorizer: Pool, Authorizers: { Pool: { UserPoolArn: !ImportValue Pool } }';
  const verdicts = async (text: string) => {
    const { findings, hops = [] } = await diagnoseTemplate({ text, name: 'stack' });
    return {
      found: findings.map(({ code, where, line }) => `${code} ${where} line ${line}`),
      hops: hops
        .filter(({ verdict }) => verdict !== 'absent')
        .map(({ hop, verdict, undecided }) =>
          [hop, verdict, ...undecided.map(({ reason }) => reason)].join(' '),
        ),
    };
  };

  it('has decided hops', async () => {
    expect(await verdicts(deskWith('', '!Ref Desk'))).toEqual({
      found: ['API_OPEN Greet.Events.Get line 16'],
      hops: ['1 ok', '2 ok'],
    });
  });

  it('is undecided about a user pool that is elsewhere', async () => {
    expect(await verdicts(deskWith(guarded, '!Ref Desk'))).toEqual({
      found: [],
      hops: [expect.stringContaining('1 undecidable an import'), '2 ok'],
    });
  });

  it('that an event names as text has one finding, at the event', async () => {
    expect(await verdicts(deskWith(guarded, 'Desk'))).toMatchObject({
      found: ['RESOURCE_POLICY_MISSING Greet.Events.Get line 16'],
      hops: [expect.stringContaining('1 '), '2 broken'],
    });
  });

  it('that is elsewhere is not decidable', async () => {
    const { hops } = await verdicts(deskWith(guarded, '!ImportValue Desk'));
    expect(hops).toContain('2 undecidable its API is not in the template');
  });

  it('waits less long than its function runs', async () => {
    expect((await verdicts(deskWith(guarded, '!Ref Desk', 180))).found).toEqual([
      'TIMEOUT_TOO_LONG Greet.Timeout line 14',
    ]);
  });
});

describe('what a template does not show', () => {
  const hopsOf = async (text: string) => (await diagnoseTemplate({ text, name: 'stack' })).hops;

  it('makes each hop undecidable if a macro can add resources', async () => {
    const hops = await hopsOf('Transform: Own\nResources: { Files: { Type: AWS::S3::Bucket } }');
    expect(new Set(hops?.map(({ verdict }) => verdict))).toEqual(new Set(['undecidable']));
    expect(hops?.[0]?.undecided).toEqual([
      { calls: 'the template', reason: 'the transform Own can add and change resources' },
    ]);
  });

  it('includes the hops of a GraphQL API, and no others', async () => {
    const hops = await hopsOf(
      'Transform: AWS::Serverless-2016-10-31\nResources: { Notes: { Type: AWS::Serverless::GraphQLApi } }',
    );
    expect(hops?.map(({ verdict }) => verdict)).toEqual([
      'undecidable',
      'undecidable',
      ...Array.from({ length: 5 }, () => 'absent'),
    ]);
  });

  it('includes what a connector grants', async () => {
    const connector =
      '  ToAgent: { Type: AWS::Serverless::Connector, Properties: { Source: { Id: Chat }, Destination: { Id: Helper } } }\n';
    const { found, hop } = await diagnosed(
      chatWith('{ SQSPollerPolicy: { QueueName: q } }') + connector,
    );
    expect(found).toEqual([]);
    expect(hop?.undecided.map(({ reason }) => reason)).toEqual([
      'the template does not show the policy of the connector ToAgent',
    ]);
  });
});

describe('an API that a connector lets run its function', () => {
  const desk = (connector: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Desk:
    Type: AWS::ApiGateway::RestApi
    Properties: { Name: desk }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Desk
      ResourceId: !GetAtt Desk.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Greet.Arn}/invocations
  Greet:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs24.x, Handler: index.handler, InlineCode: x, Timeout: 5 }
${connector}`;
  const verdictOf = async (connector: string) => {
    const { findings, hops = [] } = await diagnoseTemplate({
      text: desk(connector),
      name: 'stack',
    });
    const { verdict, undecided = [] } = hops.find(({ hop }) => hop === 2) ?? {};
    return {
      found: findings.map(({ code, where }) => `${code} ${where}`),
      verdict,
      reasons: undecided.map(({ reason }) => reason),
    };
  };
  const joint = (permission: string) =>
    `  Joint: { Type: AWS::Serverless::Connector, Properties: { Source: { Id: Desk }, Destination: { Id: Greet }, Permissions: [${permission}] } }`;

  it('is ok with Write', async () => {
    expect(await verdictOf(joint('Write'))).toEqual({ found: [], verdict: 'ok', reasons: [] });
  });

  it('is broken with Read, which has no grants', async () => {
    expect(await verdictOf(joint('Read'))).toMatchObject({
      found: ['RESOURCE_POLICY_MISSING Greet'],
      verdict: 'broken',
    });
  });

  it('is undecided if SAM has no profile for a connector of the function', async () => {
    const odd = await verdictOf(
      '  Odd: { Type: AWS::Serverless::Connector, Properties: { Source: { Type: AWS::Kinesis::Stream }, Destination: { Id: Greet }, Permissions: [Write] } }',
    );
    expect(odd).toEqual({
      found: [],
      verdict: 'undecidable',
      reasons: ['the template does not show the principal of Odd'],
    });
  });
});
