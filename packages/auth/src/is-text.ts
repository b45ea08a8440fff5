/** Whether a value from outside is a string of this form. */
export const isText = (value: unknown, form: RegExp): value is string =>
  typeof value === 'string' && form.test(value);
