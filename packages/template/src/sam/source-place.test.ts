import { describe, expect, it } from '@jest/globals';
import { modelOfChat } from '../../testing/sam-model.ts';
import { sourcePlace } from './source-place.ts';

describe('the place that caused', () => {
  const statement = '{ Statement: [{ Effect: Allow, Action: a:B, Resource: x }] }';
  const model = modelOfChat(
    `Policies: [AmazonBedrockFullAccess, ${statement}], FunctionUrlConfig: { AuthType: NONE }, DeadLetterQueue: { Type: SQS, TargetArn: q }`,
  );

  it.each([
    ['ChatRole', 'Chat.Policies'],
    ['ChatRole, policy ChatRolePolicy1, statement 1', 'Chat.Policies.1, statement 1'],
    ['ChatRole, policy DeadLetterQueuePolicy, statement 1', 'Chat.DeadLetterQueue, statement 1'],
    ['ChatRole.PermissionsBoundary', 'Chat.PermissionsBoundary'],
    ['ChatUrl.AuthType', 'Chat.FunctionUrlConfig.AuthType'],
    ['ChatUrlPublicPermissions.Principal', 'Chat.FunctionUrlConfig'],
    ['Chat.Runtime', 'Chat.Runtime'],
    ['Absent.Runtime', 'Absent.Runtime'],
  ])('%s is %s', (where, expected) => {
    const logicalId = where.split(/[.,]/)[0] ?? '';
    expect(sourcePlace({ logicalId, where }, model.find)).toEqual({
      logicalId: logicalId === 'Absent' ? 'Absent' : 'Chat',
      where: expected,
    });
  });
});
