import { asList, asObject, type JsonObject } from '../../json.ts';
import { attributeOf } from '../sam-scope.ts';
import { eventSourceMapping } from './mapping-events.ts';
import {
  type Amendment,
  calledBy,
  type ExpandedEvent,
  generatedBy,
  permissionFor,
  type SamEvent,
} from './sam-event.ts';

const referredBy = (value: unknown): string | undefined => {
  const { Ref } = asObject(value);
  return typeof Ref === 'string' ? Ref : undefined;
};

/**
 * SAM adds the notification to the bucket, which must be in the template.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-s3.html
 */
export const bucketEvent = (event: SamEvent): ExpandedEvent => {
  const { Bucket, Events, Filter } = event.properties;
  const bucketId = referredBy(Bucket);
  const permission = permissionFor(event, {
    Principal: 's3.amazonaws.com',
    SourceAccount: { Ref: 'AWS::AccountId' },
  });
  const added = asList(Events).map((one) => ({
    Event: one,
    Function: calledBy(event),
    ...(Filter !== undefined && { Filter }),
  }));
  const amend = (properties: JsonObject): JsonObject => {
    const configuration = asObject(properties.NotificationConfiguration);
    const LambdaConfigurations = [...asList(configuration.LambdaConfigurations), ...added];
    return { ...properties, NotificationConfiguration: { ...configuration, LambdaConfigurations } };
  };
  return { resources: [permission], amendments: amendmentOf(bucketId, amend) };
};

/**
 * SAM adds the triggers to the user pool, which must be in the template.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-cognito.html
 */
export const userPoolEvent = (event: SamEvent): ExpandedEvent => {
  const { UserPool, Trigger } = event.properties;
  const poolId = referredBy(UserPool);
  const permission = permissionFor(
    event,
    {
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: poolId === undefined ? undefined : attributeOf(poolId, 'Arn'),
    },
    `${event.from.logicalId}CognitoPermission`,
  );
  const added = asList(Trigger).map((one) => [String(one), calledBy(event)] as const);
  const amend = (properties: JsonObject): JsonObject => ({
    ...properties,
    LambdaConfig: { ...asObject(properties.LambdaConfig), ...Object.fromEntries(added) },
  });
  return { resources: [permission], amendments: amendmentOf(poolId, amend) };
};

const amendmentOf = (
  logicalId: string | undefined,
  amend: Amendment['amend'],
): readonly Amendment[] => (logicalId === undefined ? [] : [{ logicalId, amend }]);

/**
 * A subscription of the function, or of a queue between topic and function.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-sns.html
 */
export const topicEvent = (event: SamEvent): ExpandedEvent => {
  const { Topic, SqsSubscription, Region, FilterPolicy, FilterPolicyScope } = event.properties;
  const subscription = (Protocol: string, Endpoint: unknown) =>
    generatedBy(event, {
      logicalId: event.id,
      type: 'AWS::SNS::Subscription',
      properties: { Protocol, Endpoint, TopicArn: Topic, Region, FilterPolicy, FilterPolicyScope },
    });
  if (SqsSubscription === undefined || SqsSubscription === false) {
    return {
      resources: [
        subscription('lambda', calledBy(event)),
        permissionFor(event, { Principal: 'sns.amazonaws.com', SourceArn: Topic }),
      ],
    };
  }
  const { QueueArn, QueueUrl, BatchSize } = asObject(SqsSubscription);
  const queueId = `${event.id}Queue`;
  const arn = QueueArn ?? attributeOf(queueId, 'Arn');
  const queue = { logicalId: queueId, type: 'AWS::SQS::Queue', properties: {} };
  return {
    resources: [
      ...(QueueArn === undefined ? [generatedBy(event, queue)] : []),
      generatedBy(event, {
        logicalId: `${event.id}QueuePolicy`,
        type: 'AWS::SQS::QueuePolicy',
        properties: {
          Queues: [QueueUrl ?? { Ref: queueId }],
          PolicyDocument: queuePolicy(arn, Topic),
        },
      }),
      subscription('sqs', arn),
      eventSourceMapping(event, { EventSourceArn: arn, BatchSize }, 'EventSourceMapping'),
    ],
    managed: ['service-role/AWSLambdaSQSQueueExecutionRole'],
  };
};

const queuePolicy = (queueArn: unknown, topic: unknown): JsonObject => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': topic } },
    },
  ],
});
