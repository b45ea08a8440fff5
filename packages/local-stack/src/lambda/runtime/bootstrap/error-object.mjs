/**
 * An error that the runtime itself reports.
 * @param {string} errorType for instance `Runtime.HandlerNotFound` @param {string} message
 */
export const runtimeError = (errorType, message) => {
  const error = new Error(message);
  error.name = errorType;
  return error;
};

/**
 * Converts a thrown value to the Runtime API's error object. Handles any value, including objects with
 * getters that throw.
 * @param {unknown} thrown
 */
export const errorObject = (thrown) => {
  try {
    if (!(thrown instanceof Error)) {
      return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
    }
    return {
      errorType: String(thrown.name),
      errorMessage: String(thrown.message),
      trace: String(thrown.stack ?? '').split('\n'),
    };
  } catch {
    return {
      errorType: 'handled',
      errorMessage: 'The thrown value could not be read.',
      trace: [],
    };
  }
};

/** Replaces the characters that a header cannot contain. @param {string} text */
export const headerText = (text) => text.replaceAll(/[^\x20-\x7e]/g, '');
