/** The doctor cannot read the file as a template. */
export class TemplateUnreadableError extends Error {
  override readonly name = 'TemplateUnreadableError';

  /** `reason` ends the first sentence and says what is wrong with the file. */
  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(
      `${file} cannot be examined: ${reason} Expected a CloudFormation template in JSON or YAML.`,
      options,
    );
  }
}
