import type { AwsService } from './aws-service.ts';

/** A service that is built after the endpoint that leads to it. */
export const lateService = (signingName: string, built: () => AwsService): AwsService => ({
  signingName,
  handle: (request) => built().handle(request),
});
