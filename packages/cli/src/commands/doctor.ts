import type { Command } from '../command-line/command.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'Names the first broken hop and its cure, in a running stack or in a template.',
  synopsis:
    '[--template FILE [--parameter KEY=VALUE]... | [--stage S] [--profile P] [--hop N] [--probe]] [--format F | --json | --sarif]',
  help: [
    '  --template FILE  examines a CloudFormation template (JSON or YAML) instead of a stack',
    '  --parameter KEY=VALUE',
    '                   value of a parameter of the template; repeat it for more. Without it, a parameter',
    '                   has its default. AWS::Region and AWS::AccountId are also accepted',
    '  --stage S        examines the stage on AWS (default: the running stack on this machine)',
    '  --profile P      profile of the AWS configuration files, for --stage',
    '  --hop N          examines only one hop, 1 to 7',
    '  --probe          also makes one real call at each hop on AWS, which bills model turns;',
    '                   always on for the running stack on this machine, where it is free',
    '  --format F       text (default), json, sarif, or github: annotations for a pull request',
    '  --json           prints only { target, checked, findings } on stdout, and the hops of a template',
    '  --sarif          prints only SARIF 2.1.0 on stdout',
    '',
    'The doctor changes nothing. Exit code: 0 no findings, 1 findings, 2 the doctor could not run.',
    'A hop of a template that is not decidable is printed with what is missing, and is no finding.',
    'The Region on AWS is AWS_REGION, AWS_DEFAULT_REGION or us-east-1.',
  ],
  options: {
    template: { type: 'string' },
    parameter: { type: 'string', multiple: true },
    stage: { type: 'string' },
    profile: { type: 'string' },
    hop: { type: 'string' },
    probe: { type: 'boolean' },
    format: { type: 'string' },
    json: { type: 'boolean' },
    sarif: { type: 'boolean' },
  },
  load: async () => (await import('./run-doctor.ts')).runDoctor,
};
