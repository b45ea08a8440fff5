import type { Template } from './template.ts';

const members = ['Value', 'Description', 'Export', 'Condition'];

/** What is wrong with the members of an output. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html */
export const outputProblem = ({ Outputs = {} }: Template): string | undefined => {
  for (const [name, output] of Object.entries(Outputs)) {
    if (!/^[0-9A-Za-z]{1,255}$/.test(name)) {
      return `has an output ${JSON.stringify(name)} with characters other than letters and digits, or more than 255`;
    }
    const problem = problemOf(output);
    if (problem !== undefined) return `has an output ${name} with ${problem}`;
  }
  return undefined;
};

const problemOf = (output: Readonly<Record<string, unknown>>): string | undefined => {
  const unknown = Object.keys(output).find((member) => !members.includes(member));
  if (unknown !== undefined) {
    return `the member ${JSON.stringify(unknown)}, expected only ${members.join(', ')}`;
  }
  const { Description, Export } = output;
  if (Description !== undefined && typeof Description !== 'string') {
    return `Description ${JSON.stringify(Description)}, expected text`;
  }
  // Nothing local imports a value, so an export has no effect.
  const isExport =
    typeof Export === 'object' && Export !== null && Object.keys(Export).join() === 'Name';
  if (Export === undefined || isExport) return undefined;
  return `Export ${JSON.stringify(Export)}, expected an object with the member Name`;
};
