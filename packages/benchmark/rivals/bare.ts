/** A handler without any work: the cost of Node and of the runtime client. */
export const handler = async (): Promise<object> => ({});
