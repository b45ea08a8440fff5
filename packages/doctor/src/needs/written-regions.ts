import type { TemplateModel } from '@hopwise/template/template-model';

const regionalArn =
  /:(?:bedrock|bedrock-agentcore|execute-api|lambda|secretsmanager):([a-z]{2}(?:-[a-z]+)+-\d):/g;

/** The Regions that a template writes in its ARNs. */
export const writtenRegions = ({ resources }: TemplateModel): readonly string[] => {
  const text = JSON.stringify(resources.map(({ properties }) => properties));
  return [...new Set([...text.matchAll(regionalArn)].map(([, one = '']) => one))];
};
