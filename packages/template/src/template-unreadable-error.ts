/** The doctor cannot read the file as a template. */
export class TemplateUnreadableError extends Error {
  override readonly name = 'TemplateUnreadableError';

  /** `reason` ends the first sentence: what is wrong with the file, and what to change or what was expected. */
  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file} cannot be examined: ${reason}`, options);
  }
}
