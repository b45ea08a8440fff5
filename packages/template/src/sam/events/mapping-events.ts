import type { JsonObject } from '../../json.ts';
import type { TemplateResource } from '../../template-resource.ts';
import { calledName } from '../function-version.ts';
import { type ExpandedEvent, generatedBy, type SamEvent } from './sam-event.ts';

/** An event whose service Lambda polls: the property with its ARN, and the managed policy that SAM attaches for it. */
type Polled = { readonly source: string | undefined; readonly managed: string | undefined };

const serviceRole = (name: string): string => `service-role/AWSLambda${name}ExecutionRole`;

const polled: ReadonlyMap<string, Polled> = new Map([
  ['SQS', { source: 'Queue', managed: serviceRole('SQSQueue') }],
  ['DynamoDB', { source: 'Stream', managed: serviceRole('DynamoDB') }],
  ['Kinesis', { source: 'Stream', managed: serviceRole('Kinesis') }],
  ['MSK', { source: 'Stream', managed: serviceRole('MSK') }],
  ['MQ', { source: 'Broker', managed: undefined }],
  ['DocumentDB', { source: 'Cluster', managed: undefined }],
  ['SelfManagedKafka', { source: undefined, managed: undefined }],
]);

/** Whether Lambda polls the service of an event type. */
export const isPolled = (type: string): boolean => polled.has(type);

/** The mapping from the source of an event to the function or its alias. */
export const eventSourceMapping = (
  event: SamEvent,
  properties: JsonObject,
  suffix = '',
): TemplateResource =>
  generatedBy(event, {
    logicalId: `${event.id}${suffix}`,
    type: 'AWS::Lambda::EventSourceMapping',
    properties: { ...properties, FunctionName: calledName(event.from) },
  });

/** Properties that SAM passes on to the mapping. */
const passedOn = [
  'BatchSize',
  'Enabled',
  'FilterCriteria',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'ScalingConfig',
  'StartingPosition',
];

/**
 * An event source mapping, with the policy that lets the function's role read the source.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export const polledEvent = (event: SamEvent): ExpandedEvent => {
  const { source, managed } = polled.get(event.type) ?? {};
  const { properties } = event;
  const given = passedOn.map((name) => [name, properties[name]] as const);
  const needsMore = managed === undefined || properties.DestinationConfig !== undefined;
  return {
    resources: [
      eventSourceMapping(event, {
        ...Object.fromEntries(given),
        EventSourceArn: source === undefined ? undefined : properties[source],
      }),
    ],
    managed: managed === undefined ? [] : [managed],
    unknown: needsMore ? [`of the event ${event.name}`] : [],
  };
};
