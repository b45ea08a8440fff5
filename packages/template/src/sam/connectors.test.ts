import { describe, expect, it } from '@jest/globals';
import { modelOfChat } from '../../testing/sam-model.ts';

const policy = { 'of the connector ToTable': {} };

describe('a connector', () => {
  it.each([
    [
      'as a resource',
      '  ToTable: { Type: AWS::Serverless::Connector, Properties: { Source: { Id: Chat }, Destination: [{ Id: Table }], Permissions: [Read] } }\n',
    ],
    [
      'as an attribute of another function',
      '  Other: { Type: AWS::Serverless::Function, Connectors: { ToTable: { Properties: { Destination: { Id: Chat } } } } }\n',
    ],
  ])('%s gives a role a policy that nobody knows', (_, connector) => {
    const model = modelOfChat('', connector);
    expect(model.find('ChatRole')?.properties.Policies).toEqual([policy]);
    expect(model.find('ChatToTablePermission')?.properties.Principal).toHaveProperty(
      'Fn::Transform',
    );
  });

  it('changes no other role', () => {
    const model = modelOfChat(
      '',
      '  Other: { Type: AWS::Serverless::Function }\n  ToTable: { Type: AWS::Serverless::Connector, Properties: { Source: { Id: Chat } } }\n',
    );
    expect(model.find('OtherRole')?.properties.Policies).toEqual([]);
  });
});
