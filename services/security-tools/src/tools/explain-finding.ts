import type { ToolFailureCode } from '@hopwise/contracts/codes/tool-failure-codes';
import * as z from 'zod/mini';
import type { Explanation } from '../findings/explanation.ts';
import { findingReferenceOf } from '../findings/finding-id.ts';
import { serviceNames } from '../findings/security-service.ts';
import type { ServiceFailure } from '../services/service-failure.ts';
import { defineTool } from '../tool.ts';
import { toolFailure } from '../tool-failure.ts';
import { findingIdParameter } from './parameters.ts';

export const explainFinding = defineTool({
  name: 'explain_finding',
  description:
    'Explain one finding, by its id or ARN: what is wrong, why it matters and what to do to fix it.',
  input: z.strictObject({ finding_id: findingIdParameter }),
  async run({ finding_id }, { region, services }) {
    const reference = findingReferenceOf(finding_id.trim());
    if (reference === undefined) {
      return toolFailure(
        'FINDING_ID_NOT_RECOGNISED',
        'finding_id is not an id of Security Hub, GuardDuty, Inspector or IAM Access Analyzer.',
      );
    }
    if (reference.region !== undefined && reference.region !== region) {
      return toolFailure(
        'FINDING_IN_OTHER_REGION',
        `The finding is in ${reference.region}. The tools read only ${region}.`,
      );
    }
    const answer = await services.explain(reference.service, reference.findingId);
    const name = serviceNames[reference.service];
    if (answer.status === 'found') return explained(answer.explanation, name);
    if (answer.status === 'not_found') {
      return toolFailure('FINDING_NOT_FOUND', `${name} has no finding with this id in ${region}.`);
    }
    return toolFailure(failureCode[answer.status], answer.message);
  },
});

const failureCode: Readonly<Record<ServiceFailure['status'], ToolFailureCode>> = {
  access_denied: 'SERVICE_ACCESS_DENIED',
  unsupported_region: 'SERVICE_UNSUPPORTED_REGION',
  unavailable: 'SERVICE_UNAVAILABLE',
};

const explained = (explanation: Explanation, service: string) => ({
  ok: true as const,
  summary: `${service} finding, ${explanation.finding.severity}: ${explanation.finding.title}`,
  ...explanation,
});
