import { describe, expect, it } from '@jest/globals';
import { needsIn, role } from '../../testing/chain-of-text.ts';

const grant = (place: string): string =>
  `{ Effect: Allow, Action: 'execute-api:Invoke', Resource: !Sub 'arn:aws:execute-api:$\{AWS::Region}:$\{AWS::AccountId}:$\{Orders}/v1/${place}' }`;

const gateway = (filters: string, type = 'GATEWAY_IAM_ROLE', api = '!Ref Orders') => `
  Door: { Type: AWS::BedrockAgentCore::Gateway, Properties: { Name: door, RoleArn: !GetAtt DoorRole.Arn, AuthorizerType: AWS_IAM } }
  Shop:
    Type: AWS::BedrockAgentCore::GatewayTarget
    Properties:
      Name: shop
      GatewayIdentifier: !Ref Door
      CredentialProviderConfigurations: [{ CredentialProviderType: ${type} }]
      TargetConfiguration: { Mcp: { ApiGateway: { RestApiId: ${api}, Stage: v1, ApiGatewayToolConfiguration: { ToolFilters: [${filters}] } } } }
`;

const orders = (authorization: string, policy = '') => `
  Orders: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders${policy} } }
  Order: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Orders, ParentId: !GetAtt Orders.RootResourceId, PathPart: orders } }
  OneOrder: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Orders, ParentId: !Ref Order, PathPart: '{id}' } }
  GetOrder: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Orders, ResourceId: !Ref OneOrder, HttpMethod: GET, AuthorizationType: ${authorization} } }
`;

const one = "{ FilterPath: '/orders/{id}', Methods: [GET] }";
const all = "{ FilterPath: '/orders/*', Methods: [GET, POST] }";

const doorNeeds = (text: string, grants: readonly string[] = []): readonly string[] =>
  needsIn(role('DoorRole', grants) + text);

const broken = ['Door execute-api:Invoke: broken in DoorRole'];

describe('a gateway target that is a REST API', () => {
  it.each([one, all])('needs a grant on the methods with IAM authorization: %s', (filter) => {
    const text = orders('AWS_IAM') + gateway(filter);
    expect(doorNeeds(text, [grant('GET/orders/*')])).toEqual(['Door execute-api:Invoke: ok']);
    expect(doorNeeds(text, [grant('POST/*')])).toEqual(broken);
    expect(doorNeeds(text)).toEqual(broken);
  });

  it('needs no grant on a method without IAM authorization', () => {
    expect(doorNeeds(orders('NONE') + gateway(one))).toEqual([]);
  });

  it('needs no grant with another type of credentials', () => {
    expect(doorNeeds(orders('AWS_IAM') + gateway(one, 'JWT_PASSTHROUGH'))).toEqual([]);
  });

  it('is undecided about one value of a parameter', () => {
    const [need] = doorNeeds(orders('AWS_IAM') + gateway(one), [grant('GET/orders/7')]);
    expect(need).toContain('execute-api:Invoke: undecidable');
  });

  it('needs a grant on each filter if the template does not show the API', () => {
    const text = gateway(all, 'GATEWAY_IAM_ROLE', 'abcde12345');
    expect(doorNeeds(text)).toEqual([...broken, ...broken]);
  });

  it('can have its grant in the policy of the API', () => {
    const allow = (resource: string) =>
      `, Policy: { Version: '2012-10-17', Statement: [{ Effect: Allow, Principal: { AWS: !GetAtt DoorRole.Arn }, Action: 'execute-api:Invoke', Resource: '${resource}' }] }`;
    const withPolicy = (policy: string) => doorNeeds(orders('AWS_IAM', policy) + gateway(one));
    expect(withPolicy(allow('execute-api:/v1/GET/*'))).toEqual(['Door execute-api:Invoke: ok']);
    expect(withPolicy(allow('execute-api:/v2/*'))).toEqual(broken);
    expect(withPolicy(', Policy: !ImportValue OrdersPolicy')[0]).toContain('undecidable');
  });
});
