/** Options for `localTarget`: AWS denies these operations to the doctor. */
export const denying = (...denied: readonly string[]) => ({
  onAwsCall: (operation: string) => {
    if (!denied.includes(operation)) return;
    const error = new Error(`not authorized to perform: ${operation}`);
    const answered = { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } };
    throw Object.assign(error, answered);
  },
});
