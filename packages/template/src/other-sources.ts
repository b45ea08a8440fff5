import { asObject } from './json.ts';

/** Only CloudFormation has this key at the start of a line. In the texts inside a template, lines are indented. */
const resourcesKey = /^["']?Resources["']?[ \t]*:/m;

const terraform =
  'it is Terraform. The doctor reads only CloudFormation templates, also those that SAM, the CDK and Serverless write.';

const samConfiguration =
  'it is the configuration of the SAM CLI: examine the template that it deploys, for example template.yaml.';

/** Why a text in another language than JSON and YAML is not a template. */
export const otherLanguage = (text: string): string | undefined => {
  if (resourcesKey.test(text)) return undefined;
  if (/^(?:resource|data|module|provider|variable|terraform|locals)\b[^\n=:]*\{/m.test(text)) {
    return terraform;
  }
  const isToml = /^version[ \t]*=/m.test(text) && /^\[[\w.-]+\][ \t]*$/m.test(text);
  return isToml ? samConfiguration : undefined;
};

/** Why an object without `Resources` is not a template: it is a file of a tool that writes templates. */
export const otherFile = (value: unknown): string | undefined => {
  const { provider, service, app, artifacts, terraform_version } = asObject(value);
  if (provider !== undefined && service !== undefined) {
    return 'it is the source of a Serverless service: run "serverless package" first, and then examine .serverless/cloudformation-template-update-stack.json.';
  }
  if (terraform_version !== undefined) return terraform;
  if (typeof app === 'string') {
    return 'it is the configuration of the CDK: run "npx cdk synth" first, and then examine cdk.out/STACK.template.json.';
  }
  const templates = Object.values(asObject(artifacts)).flatMap((artifact) => {
    const { templateFile } = asObject(asObject(artifact).properties);
    return typeof templateFile === 'string' ? [templateFile] : [];
  });
  return templates.length === 0
    ? undefined
    : `it is the manifest of the CDK: examine a template beside it, for example ${templates[0]}.`;
};
