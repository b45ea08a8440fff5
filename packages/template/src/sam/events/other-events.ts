import {
  calledBy,
  type ExpandedEvent,
  generatedBy,
  permissionFor,
  type SamEvent,
} from './sam-event.ts';

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-alexaskill.html */
export const alexaEvent = (event: SamEvent): ExpandedEvent => ({
  resources: [
    permissionFor(event, {
      Principal: 'alexa-appkit.amazon.com',
      EventSourceToken: event.properties.SkillId,
    }),
  ],
});

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-iotrule.html */
export const thingsEvent = (event: SamEvent): ExpandedEvent => ({
  resources: [
    permissionFor(event, {
      Principal: 'iot.amazonaws.com',
      SourceArn: event.scope.resolve({
        'Fn::Sub': `arn:\${AWS::Partition}:iot:\${AWS::Region}:\${AWS::AccountId}:rule/\${${event.id}}`,
      }),
      SourceAccount: { Ref: 'AWS::AccountId' },
    }),
    generatedBy(event, {
      logicalId: event.id,
      type: 'AWS::IoT::TopicRule',
      properties: {
        TopicRulePayload: {
          Sql: event.properties.Sql,
          Actions: [{ Lambda: { FunctionArn: calledBy(event) } }],
        },
      },
    }),
  ],
});

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-cloudwatchlogs.html */
export const logsEvent = (event: SamEvent): ExpandedEvent => {
  const { LogGroupName, FilterPattern } = event.properties;
  const permission = permissionFor(event, {
    Principal: 'logs.amazonaws.com',
    SourceArn: event.scope.resolve({
      'Fn::Sub': [
        'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Group}:*',
        { Group: LogGroupName },
      ],
    }),
  });
  return {
    resources: [
      permission,
      generatedBy(event, {
        logicalId: event.id,
        type: 'AWS::Logs::SubscriptionFilter',
        properties: { LogGroupName, FilterPattern, DestinationArn: calledBy(event) },
        dependsOn: [permission.logicalId],
      }),
    ],
  };
};
