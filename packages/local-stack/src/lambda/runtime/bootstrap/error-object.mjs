/**
 * A failure that the runtime itself reports.
 * @param {string} errorType for instance `Runtime.HandlerNotFound`
 * @param {string} message
 */
export const runtimeError = (errorType, message) => {
  const error = new Error(message);
  error.name = errorType;
  return error;
};

/**
 * The error object that the Runtime API takes. Anything can be thrown, objects with hostile getters included.
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

/** What of a text may stand in a header. @param {string} text */
export const headerText = (text) => text.replaceAll(/[^\x20-\x7e]/g, '');
