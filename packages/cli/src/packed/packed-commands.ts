import { type Command, UsageError } from '../command-line/command.ts';
import { doctor } from '../commands/doctor.ts';

/** The options that name what the doctor examines. Without one, it examines the local stack of a clone. */
const targets = ['template', 'stack', 'stage'];

const packedDoctor: Command = {
  ...doctor,
  help: [...doctor.help, 'This package has no local stack, so name a template or a stack on AWS.'],
  load: async () => {
    const run = await doctor.load();
    return async (input) => {
      if (targets.every((name) => input.options[name] === undefined)) {
        throw new UsageError(
          'hopwise doctor needs a target, for example --template FILE. Only a clone of the Hopwise repository has a local stack. See hopwise doctor --help.',
        );
      }
      return run(input);
    };
  },
};

/** Without `passesArguments`, an option of the command would be refused before the reason is shown. */
const inRepository = (name: string): Command => ({
  name,
  summary: 'Only in a clone of the Hopwise repository.',
  synopsis: '',
  help: [],
  options: {},
  passesArguments: true,
  load: async () => async () => {
    throw new UsageError(
      `hopwise ${name} needs the services and the local stack of the Hopwise repository, which are not in this package. Clone the repository, then run ./hopwise ${name} in its folder. This package has hopwise doctor.`,
    );
  },
});

/** The commands of the npm package: `doctor`, and the others with what they need. */
export const packedCommands: readonly Command[] = [
  packedDoctor,
  ...['start', 'ask', 'page', 'faults', 'env', 'stop', 'serverless', 'clean'].map(inRepository),
];
