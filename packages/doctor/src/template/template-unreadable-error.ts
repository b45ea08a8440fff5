/** The doctor cannot read the file as a template. */
export class TemplateUnreadableError extends Error {
  override readonly name = 'TemplateUnreadableError';

  /** `reason` is the end of a sentence: what is wrong with the file. */
  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file} cannot be examined: ${reason}`, options);
  }
}
