/** The template cannot be deployed. The message names the resource and the expected form. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
