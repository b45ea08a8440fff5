import { asAlternatives, asObject, at } from '@hopwise/template/json';
import type { TemplateResource } from '@hopwise/template/template-model';
import { functionArn } from '../texts/identities.ts';
import type { ChainLink, LinkKind } from './chain-link.ts';
import { type LinkSource, linkFrom } from './link-source.ts';

/** A resource type whose service runs functions of a template. */
type Trigger = {
  readonly type: string;
  readonly kind: LinkKind;
  readonly functions: (properties: TemplateResource['properties']) => readonly unknown[];
  /** The ARN that the service shows as its source. */
  readonly source: (resource: TemplateResource, source: LinkSource) => string;
};

const own =
  (attribute: string): Trigger['source'] =>
  ({ logicalId }, { texts }) =>
    texts.attribute(logicalId, attribute);

const triggers: readonly Trigger[] = [
  {
    type: 'AWS::SecretsManager::RotationSchedule',
    kind: 'rotation → function',
    functions: ({ RotationLambdaARN }) => asAlternatives(RotationLambdaARN),
    source: ({ properties }, { texts }) => texts.of(properties.SecretId),
  },
  {
    type: 'AWS::Events::Rule',
    kind: 'rule → function',
    functions: ({ Targets }) =>
      asAlternatives(Targets)
        .filter((one) => at(one, 'RoleArn') === undefined)
        .map((one) => at(one, 'Arn')),
    source: own('Arn'),
  },
  {
    type: 'AWS::SNS::Subscription',
    kind: 'topic → function',
    functions: ({ Protocol, Endpoint }) => (Protocol === 'lambda' ? [Endpoint] : []),
    source: ({ properties }, { texts }) => texts.of(properties.TopicArn),
  },
  {
    type: 'AWS::S3::Bucket',
    kind: 'bucket → function',
    functions: ({ NotificationConfiguration }) =>
      asAlternatives(at(NotificationConfiguration, 'LambdaConfigurations')).map((one) =>
        at(one, 'Function'),
      ),
    source: own('Arn'),
  },
  {
    type: 'AWS::Cognito::UserPool',
    kind: 'user pool → function',
    functions: ({ LambdaConfig }) =>
      Object.values(asObject(LambdaConfig)).map((one) => at(one, 'LambdaArn') ?? one),
    source: own('Arn'),
  },
];

/** Functions of the template that other services run. */
export const triggerLinks = (source: LinkSource): readonly ChainLink[] =>
  triggers.flatMap((trigger) =>
    source.model.ofType(trigger.type).flatMap((resource) =>
      trigger
        .functions(resource.properties)
        .filter((one) => one !== undefined)
        .map((one) =>
          linkFrom(
            resource,
            resource.logicalId,
            source,
          )({
            kind: trigger.kind,
            hop: null,
            to: functionArn(source.texts.of(one)),
            because: `${resource.logicalId} runs it`,
            source: trigger.source(resource, source),
          }),
        )
        .filter(({ toId }) => toId !== undefined),
    ),
  );
