/** The template cannot be deployed. The message names the resource and the expected form. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(message: string, options?: ErrorOptions) {
    super(shortened(message), options);
  }
}

/** An error in a value of a template that does not know its place. The deployment adds the resource and the property. */
export class UnplacedError extends TemplateError {
  at(place: string): TemplateError {
    return new TemplateError(`${this.message} It is in ${place}.`, { cause: this });
  }
}

const maxWordLength = 1_000;
const maxLength = 10_000;

/** A message quotes the template, which can have a value of a megabyte. */
const shortened = (message: string): string => {
  if (message.length <= maxWordLength) return message;
  const words = message.replace(/\S{1001,}/g, (word) => `${word.slice(0, maxWordLength)}…`);
  return words.length <= maxLength ? words : `${words.slice(0, maxLength)}…`;
};
