import { describe, expect, it } from '@jest/globals';
import { readTemplate } from './read-template.ts';

const samConfiguration = `version = 0.1
[default.deploy.parameters]
stack_name = "desk"
`;

const terraform = `# The desk
resource "aws_lambda_function" "desk" {
  function_name = "desk"
}
`;

const manifest = {
  version: '36.0.0',
  artifacts: {
    Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
    Desk: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Desk.template.json' } },
  },
};

describe('a file of a tool, which is no template', () => {
  it.each([
    ['serverless.yml', 'service: a\nprovider: { name: aws }\n', 'run "serverless package" first'],
    ['samconfig.toml', samConfiguration, 'examine the template that it deploys'],
    ['cdk.json', '{"app":"npx tsx app.ts"}', 'run "npx cdk synth" first'],
    ['cdk.out/manifest.json', JSON.stringify(manifest), 'for example Desk.template.json.'],
    ['main.tf', terraform, 'it is Terraform.'],
    ['terraform.tfstate', '{"version":4,"terraform_version":"1.9.0"}', 'it is Terraform.'],
    ['empty.yml', '\n', 'it is empty. Expected a CloudFormation template'],
    ['notes.yml', '# nothing\n', 'it has no Resources. Expected a CloudFormation template'],
  ])('%s is refused with what to do', (name, text, problem) => {
    expect(() => readTemplate(text, name)).toThrow(problem);
    expect(() => readTemplate(text, name)).toThrow(`${name} cannot be examined: `);
  });

  it('is not mistaken for a template that contains its text', () => {
    const code = `${terraform}${samConfiguration}`.replaceAll(/^/gm, '        ');
    const inside = `Resources:\n  A:\n    Type: A::B::C\n    Properties:\n      Text: |\n${code}`;
    expect(Object.keys(readTemplate(inside, 'stack').Resources)).toEqual(['A']);
  });
});
