import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { TemplateError } from '../template/template-error.ts';
import { parseProperties } from './parse-properties.ts';
import { inert, resourceType } from './resource-type.ts';

const queue = resourceType('AWS::SQS::Queue', {
  properties: {
    QueueName: z.string(),
    DelaySeconds: z._default(z.number(), 0),
    Redrive: z.optional(z.strictObject({ Count: inert })),
  },
  inert: ['KmsMasterKeyId'],
  refused: ['Policy'],
  update: 'nothing',
  identify: () => ({ ref: 'queue', attributes: {} }),
});

const parse = (properties: Readonly<Record<string, unknown>>) =>
  parseProperties(queue, { logicalId: 'Queue', properties: { QueueName: 'q', ...properties } });

describe('parseProperties', () => {
  it('reads the properties that the type implements', () => {
    expect(parse({ DelaySeconds: 5 })).toEqual({ QueueName: 'q', DelaySeconds: 5 });
  });

  it('accepts inert properties, descriptions and tags, and omits them', () => {
    const accepted = { KmsMasterKeyId: 'key', Description: 'text', Tags: [], UserPoolTags: {} };
    expect(parse(accepted)).toEqual({ QueueName: 'q', DelaySeconds: 0 });
  });

  it.each([undefined, false, ''])(
    'accepts %p for a refused property, because it means that the property is not used',
    (Policy) => {
      expect(parse({ Policy })).toEqual({ QueueName: 'q', DelaySeconds: 0 });
    },
  );

  it.each([
    ['a refused property', { Policy: {} }, 'does not implement Policy of Queue'],
    ['a property that the type does not list', { Fifo: true }, 'does not implement Fifo of Queue'],
    ['a nested property', { Redrive: { Max: 1 } }, 'does not implement Redrive.Max of Queue'],
    [
      'an unknown property before a missing one',
      { QueueName: undefined, Redrive: { Max: 1 } },
      'does not implement Redrive.Max of Queue',
    ],
    ['a wrong value', { DelaySeconds: 'x' }, 'Property DelaySeconds of Queue is invalid'],
  ])('refuses %s by name', (_, properties, message) => {
    expect(() => parse(properties)).toThrow(TemplateError);
    expect(() => parse(properties)).toThrow(message);
  });
});
