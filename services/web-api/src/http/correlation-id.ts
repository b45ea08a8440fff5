import { correlationId } from '@hopwise/contracts/correlation-id';
import * as z from 'zod/mini';

const identifiedEvent = z.looseObject({
  requestContext: z.looseObject({ extendedRequestId: correlationId }),
});

/**
 * The correlation id of a request: the extended request id, which API Gateway creates and no client can choose. AWS does not
 * document its form. An id that the later hops would not accept is replaced by Lambda's request id.
 */
export const correlationIdOf = (event: unknown, awsRequestId: string): string =>
  identifiedEvent.safeParse(event).data?.requestContext.extendedRequestId ?? awsRequestId;
