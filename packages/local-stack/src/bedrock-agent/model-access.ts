import { port } from '../aws-service/ports.ts';

/**
 * The account's access to foundation models. An agreement with the provider gives it, and no policy does.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html
 */
export type ModelAccess = {
  readonly isGiven: () => boolean;
  /** Ends the access to every model. Call the returned function to give it again. */
  withdraw(): () => void;
};

export const modelAccess = port<ModelAccess>('model access');

/** An account with access to every model. */
export const createModelAccess = (): ModelAccess => {
  let given = true;
  return {
    isGiven: () => given,
    withdraw() {
      given = false;
      return () => {
        given = true;
      };
    },
  };
};
