import { correlationId } from '@hopwise/contracts/correlation-id';
import type { APIGatewayProxyEvent } from 'aws-lambda';

type IdentifiedEvent = {
  readonly requestContext?: Pick<APIGatewayProxyEvent['requestContext'], 'extendedRequestId'>;
};

/**
 * The correlation id of a request: the extended request id, which API Gateway creates and no client can choose. AWS does not
 * document its form. An id that the later hops would not accept is replaced by Lambda's request id.
 */
export const correlationIdOf = (
  { requestContext }: IdentifiedEvent,
  awsRequestId: string,
): string => correlationId.safeParse(requestContext?.extendedRequestId).data ?? awsRequestId;
