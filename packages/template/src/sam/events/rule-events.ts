import { attributeOf } from '../sam-scope.ts';
import {
  calledBy,
  type ExpandedEvent,
  generatedBy,
  permissionFor,
  type SamEvent,
} from './sam-event.ts';

const stateOf = ({ State, Enabled }: SamEvent['properties']): unknown =>
  Enabled === undefined ? State : String(Enabled) === 'true' ? 'ENABLED' : 'DISABLED';

/**
 * A rule that runs the function, on a schedule or for a pattern, with its permission.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export const ruleEvent = (event: SamEvent): ExpandedEvent => {
  const { id, type, properties } = event;
  const { Schedule, Pattern, EventBusName, Name, RuleName, Description } = properties;
  const { Input, InputPath, RetryPolicy, InputTransformer } = properties;
  const options = { Input, InputPath, RetryPolicy, InputTransformer };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return {
    resources: [
      generatedBy(event, {
        logicalId: id,
        type: 'AWS::Events::Rule',
        properties: {
          ScheduleExpression: Schedule,
          EventPattern: Pattern,
          EventBusName,
          Name: type === 'Schedule' ? Name : RuleName,
          Description,
          State: stateOf(properties),
          Targets: [
            { Id: `${id}LambdaTarget`, Arn: calledBy(event), ...Object.fromEntries(given) },
          ],
        },
      }),
      permissionFor(event, {
        Principal: 'events.amazonaws.com',
        SourceArn: attributeOf(id, 'Arn'),
      }),
    ],
  };
};
