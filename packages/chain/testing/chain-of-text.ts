import { readTemplate } from '@hopwise/template/read-template';
import { type TemplateModel, templateModel } from '@hopwise/template/template-model';
import { decideNeeds } from '../src/needs/decide-needs.ts';
import type { DecidedNeed } from '../src/needs/need.ts';
import { type Chain, chainOf, loadChain } from '../src/topology/chain.ts';

type Given = Readonly<Record<string, string>>;

const modelOfText = (resources: string, parameters: Given = {}): TemplateModel =>
  templateModel(readTemplate(`Resources:\n${resources}`, 'stack'), 'stack', { parameters });

/** The chain of a template with these resources (YAML, indented by two). */
export const chainOfText = (resources: string, given?: Given): Chain =>
  chainOf(modelOfText(resources, given));

/** The decided needs of a template with these resources and given pseudo parameters, without AWS's managed policies. */
export const needsIn = (resources: string, given?: Given): readonly string[] =>
  needsOf(chainOfText(resources, given));

/** The decided needs of a template with these resources, with AWS's managed policies. */
export const needsWithManagedPolicies = async (resources: string): Promise<readonly string[]> =>
  needsOf(await loadChain(modelOfText(resources)));

/** The decided needs without the trust policies of roles. */
const needsOfCalls = (chain: Chain): readonly DecidedNeed[] =>
  decideNeeds(chain).filter(({ action }) => action !== 'sts:AssumeRole');

/** The decided trust policies of a template with these resources. */
export const trustIn = (resources: string): readonly string[] =>
  decideNeeds(chainOfText(resources)).flatMap(({ link, action, decision }) =>
    action === 'sts:AssumeRole' ? [`${link.from.logicalId}: ${decision.outcome}`] : [],
  );

/** The decided needs as lines: outcome, caller, action, and what lacks it or why it is not decidable. */
const needsOf = (chain: Chain): readonly string[] =>
  needsOfCalls(chain).map(({ link, action, decision }) => {
    const start = `${link.from.logicalId} ${action}: ${decision.outcome}`;
    if (decision.outcome === 'broken') return `${start} in ${decision.lacking}`;
    return decision.outcome === 'ok' ? start : `${start}, ${decision.reason}`;
  });

/** A role with these statements (YAML flow style, one per line). */
export const role = (logicalId: string, statements: readonly string[], more = ''): string => `
  ${logicalId}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
${more}
      Policies:
        - PolicyName: own
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
${statements.map((one) => `              - ${one}`).join('\n')}
`;
