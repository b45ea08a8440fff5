import { invocation, trustOf } from '../execution-role.ts';
import { attributeOf } from '../sam-scope.ts';
import { calledBy, type ExpandedEvent, generatedBy, type SamEvent } from './sam-event.ts';

/**
 * A schedule of EventBridge Scheduler. It runs the function with a role instead of a permission.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-schedulev2.html
 */
export const scheduleEvent = (event: SamEvent): ExpandedEvent => {
  const { id, properties } = event;
  const { ScheduleExpression, Name, State, FlexibleTimeWindow, GroupName, RoleArn } = properties;
  const roleId = `${id}Role`;
  const schedule = generatedBy(event, {
    logicalId: id,
    type: 'AWS::Scheduler::Schedule',
    properties: {
      ScheduleExpression,
      Name: properties.OmitName === undefined ? (Name ?? id) : undefined,
      State,
      GroupName,
      FlexibleTimeWindow: FlexibleTimeWindow ?? { Mode: 'OFF' },
      Target: { Arn: calledBy(event), RoleArn: RoleArn ?? attributeOf(roleId, 'Arn') },
    },
  });
  if (RoleArn !== undefined) return { resources: [schedule] };
  const role = generatedBy(event, {
    logicalId: roleId,
    type: 'AWS::IAM::Role',
    properties: {
      AssumeRolePolicyDocument: trustOf('scheduler.amazonaws.com'),
      Policies: [{ PolicyName: `${id}LambdaPolicy`, PolicyDocument: invocation(calledBy(event)) }],
      PermissionsBoundary: properties.PermissionsBoundary,
    },
  });
  return { resources: [schedule, role] };
};
