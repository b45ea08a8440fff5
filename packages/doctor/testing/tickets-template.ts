import type { Template } from '@hopwise/local-stack/template/template';

type Properties = Readonly<Record<string, unknown>>;

const getAtt = (id: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [id, attribute] });
const ref = (id: string) => ({ Ref: id });

const roleFor = (service: string, statements: readonly Properties[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
    Policies: [
      { PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } },
    ],
  },
});

const allow = (Action: string, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });

/** The policies of the account's roles decide who uses the key. */
const accountDecides = {
  Effect: 'Allow',
  Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
  Action: 'kms:*',
  Resource: '*',
};

const functionOf = (role: string, code: Properties, variables: Properties = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Runtime: 'nodejs24.x',
    ...code,
    Role: getAtt(role),
    Environment: { Variables: variables },
  },
});

const invokedBy = (functionId: string, service: string, source: unknown) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: ref(functionId),
    Principal: service,
    SourceAccount: ref('AWS::AccountId'),
    SourceArn: source,
  },
});

/** Each shop has its own agent, its own caller of the gateway, and its own tool. */
const shop = (name: string, code: Properties): Template['Resources'] => ({
  [`${name}Shelf`]: {
    Type: 'AWS::BedrockAgentCore::GatewayTarget',
    Properties: {
      GatewayIdentifier: ref('Door'),
      Name: name.toLowerCase(),
      CredentialProviderConfigurations: [{ CredentialProviderType: 'GATEWAY_IAM_ROLE' }],
      TargetConfiguration: {
        Mcp: {
          Lambda: {
            LambdaArn: getAtt(`${name}Stock`),
            ToolSchema: {
              InlinePayload: [
                {
                  Name: 'count_seats',
                  Description: 'Counts the free seats.',
                  InputSchema: { Type: 'object', Properties: {} },
                },
              ],
            },
          },
        },
      },
    },
  },
  [`${name}Stock`]: functionOf(`${name}StockRole`, code),
  [`${name}StockRole`]: roleFor('lambda.amazonaws.com', [allow('logs:PutLogEvents', '*')]),
  [`${name}Clerk`]: functionOf(`${name}ClerkRole`, code, {
    MCP_ENDPOINT: getAtt('Door', 'GatewayUrl'),
    CREDENTIALS: ref('MachineSecret'),
    OAUTH_ENDPOINT: {
      'Fn::Sub': 'https://${PeopleDomain}.auth.${AWS::Region}.amazoncognito.com/oauth2/token',
    },
    OAUTH_ISSUER: { 'Fn::Sub': 'https://cognito-idp.${AWS::Region}.amazonaws.com/${People}' },
    OAUTH_SCOPES: 'tickets/read',
  }),
  [`${name}ClerkRole`]: roleFor('lambda.amazonaws.com', [
    allow('secretsmanager:GetSecretValue', ref('MachineSecret')),
    allow('kms:Decrypt', getAtt('SecretKey')),
  ]),
  [`${name}ClerkPermission`]: invokedBy(
    `${name}Clerk`,
    'bedrock.amazonaws.com',
    getAtt(`${name}Guide`, 'AgentArn'),
  ),
  [`${name}Guide`]: {
    Type: 'AWS::Bedrock::Agent',
    Properties: {
      AgentName: `tickets-${name.toLowerCase()}`,
      AgentResourceRoleArn: getAtt(`${name}GuideRole`),
      FoundationModel: 'amazon.nova-lite-v1:0',
      AutoPrepare: true,
      Instruction: 'Answer questions about the free seats of our shows, with the tools only.',
      ActionGroups: [
        {
          ActionGroupName: 'seats',
          ActionGroupExecutor: { Lambda: getAtt(`${name}Clerk`) },
          FunctionSchema: { Functions: [{ Name: 'count_seats', Description: 'Counts seats.' }] },
        },
      ],
    },
  },
  [`${name}GuideRole`]: roleFor('bedrock.amazonaws.com', [
    allow('bedrock:InvokeModel', {
      'Fn::Sub': 'arn:aws:bedrock:${AWS::Region}::foundation-model/amazon.nova-lite-v1:0',
    }),
  ]),
  [`${name}Live`]: {
    Type: 'AWS::Bedrock::AgentAlias',
    DependsOn: [`${name}ClerkPermission`],
    Properties: { AgentAliasName: 'live', AgentId: ref(`${name}Guide`) },
  },
  [`${name}Counter`]: functionOf(`${name}CounterRole`, code, {
    ASSISTANT: getAtt(`${name}Live`, 'AgentAliasArn'),
  }),
  [`${name}CounterRole`]: roleFor('lambda.amazonaws.com', [
    allow('bedrock:InvokeAgent', getAtt(`${name}Live`, 'AgentAliasArn')),
  ]),
});

/** A system of two shops that sell tickets, with one gateway. `code` has the code and the handler of every function. */
export const ticketsTemplate = (code: Properties): Template => ({
  Resources: {
    People: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'tickets' } },
    PeopleDomain: {
      Type: 'AWS::Cognito::UserPoolDomain',
      Properties: { UserPoolId: ref('People'), Domain: 'tickets-of-the-town' },
    },
    Rights: {
      Type: 'AWS::Cognito::UserPoolResourceServer',
      Properties: {
        UserPoolId: ref('People'),
        Identifier: 'tickets',
        Name: 'Tickets',
        Scopes: [{ ScopeName: 'read', ScopeDescription: 'Counts seats.' }],
      },
    },
    Machine: {
      Type: 'AWS::Cognito::UserPoolClient',
      DependsOn: 'Rights',
      Properties: {
        UserPoolId: ref('People'),
        GenerateSecret: true,
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ['client_credentials'],
        AllowedOAuthScopes: ['tickets/read'],
      },
    },
    SecretKey: {
      Type: 'AWS::KMS::Key',
      Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [accountDecides] } },
    },
    MachineSecret: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        KmsKeyId: getAtt('SecretKey'),
        SecretString: {
          'Fn::Sub': '{"clientId":"${Machine}","clientSecret":"${Machine.ClientSecret}"}',
        },
      },
    },
    Door: {
      Type: 'AWS::BedrockAgentCore::Gateway',
      Properties: {
        Name: 'tickets',
        ProtocolType: 'MCP',
        RoleArn: getAtt('DoorRole'),
        AuthorizerType: 'CUSTOM_JWT',
        AuthorizerConfiguration: {
          CustomJWTAuthorizer: {
            DiscoveryUrl: {
              'Fn::Sub':
                'https://cognito-idp.${AWS::Region}.amazonaws.com/${People}/.well-known/openid-configuration',
            },
            AllowedClients: [ref('Machine')],
          },
        },
      },
    },
    DoorRole: roleFor('bedrock-agentcore.amazonaws.com', [
      allow('lambda:InvokeFunction', [getAtt('OperaStock'), getAtt('CircusStock')]),
    ]),
    ...shop('Opera', code),
    ...shop('Circus', code),
  },
});
