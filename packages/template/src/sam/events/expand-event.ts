import { isPolled, polledEvent } from './mapping-events.ts';
import { bucketEvent, topicEvent, userPoolEvent } from './notification-events.ts';
import { alexaEvent, logsEvent, thingsEvent } from './other-events.ts';
import { ruleEvent } from './rule-events.ts';
import type { ExpandedEvent, SamEvent } from './sam-event.ts';
import { scheduleEvent } from './schedule-event.ts';

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html */
const expansions: ReadonlyMap<string, (event: SamEvent) => ExpandedEvent> = new Map([
  ['Schedule', ruleEvent],
  ['CloudWatchEvent', ruleEvent],
  ['EventBridgeRule', ruleEvent],
  ['ScheduleV2', scheduleEvent],
  ['S3', bucketEvent],
  ['SNS', topicEvent],
  ['Cognito', userPoolEvent],
  ['AlexaSkill', alexaEvent],
  ['IoTRule', thingsEvent],
  ['CloudWatchLogs', logsEvent],
]);

/** What SAM generates from an event that no API causes. `undefined` for an API, and for an unknown type. */
export const expandEvent = (event: SamEvent): ExpandedEvent | undefined =>
  isPolled(event.type) ? polledEvent(event) : expansions.get(event.type)?.(event);
