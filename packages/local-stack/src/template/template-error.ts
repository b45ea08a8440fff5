/** A template that cannot be deployed. The message names the resource and what was expected of it. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
