import { awsService } from '../aws-service/aws-service.ts';
import { logGroup } from './resource-types/log-group.ts';

/** CloudWatch Logs. Log groups only get identities; the functions' logs go to the stack's `onLog`. */
export const logs = awsService({ signingName: 'logs', types: [logGroup] });
