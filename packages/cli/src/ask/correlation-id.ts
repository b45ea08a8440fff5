import { randomUUID } from 'node:crypto';

/** The correlation id of one `hopwise ask`. The prefix shows in the logs who asked. */
export const newCorrelationId = (): string => `ask-${randomUUID()}`;
