/** The file is no template that could be examined. */
export class TemplateUnreadableError extends Error {
  override readonly name = 'TemplateUnreadableError';

  /** `reason` says what was found and what was expected, in a sentence. */
  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file} cannot be examined: ${reason}`, options);
  }
}
