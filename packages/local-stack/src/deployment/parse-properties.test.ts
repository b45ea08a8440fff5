import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { TemplateError } from '../template/template-error.ts';
import { parseProperties } from './parse-properties.ts';
import { inert, refused } from './property-treatment.ts';
import { resourceType } from './resource-type.ts';

const queue = resourceType('AWS::SQS::Queue', {
  properties: {
    QueueName: z.string(),
    DelaySeconds: z._default(z.number(), 0),
    Redrive: z.optional(
      z.array(z.strictObject({ Count: inert('nothing fails'), To: refused('ARNs') })),
    ),
    KmsMasterKeyId: inert('nothing is encrypted'),
    Policy: refused('policies of queues'),
    Mode: refused('other modes', ['standard']),
  },
  update: 'nothing',
  identify: () => ({ ref: 'queue', attributes: {} }),
});

const parse = (properties: Readonly<Record<string, unknown>>) =>
  parseProperties(queue, { logicalId: 'Queue', properties: { QueueName: 'q', ...properties } });

describe('parseProperties', () => {
  it('reads the properties that the type acts on', () => {
    expect(parse({ DelaySeconds: 5 })).toEqual({ QueueName: 'q', DelaySeconds: 5 });
  });

  it('accepts inert properties, descriptions and tags', () => {
    const accepted = { KmsMasterKeyId: 'key', Description: 'text', Tags: [], UserPoolTags: {} };
    expect(parse(accepted)).toMatchObject({ QueueName: 'q', DelaySeconds: 0 });
  });

  it.each([undefined, false, '', []])(
    'accepts %j for a refused property, because it means that the property is not used',
    (Policy) => {
      expect(parse({ Policy })).toMatchObject({ QueueName: 'q', DelaySeconds: 0 });
    },
  );

  it('accepts the values of a refused property that change nothing', () => {
    expect(() => parse({ Mode: 'standard' })).not.toThrow();
    expect(() => parse({ Mode: 'fifo' })).toThrow(
      'does not implement Mode of Queue: it would need other modes. It accepts "standard".',
    );
  });

  it.each([
    [
      'a refused property',
      { Policy: {} },
      'does not implement Policy of Queue: it would need policies of queues.',
    ],
    [
      'a refused property inside a list',
      { Redrive: [{ To: 'a' }] },
      'does not implement Redrive.0.To of Queue: it would need ARNs.',
    ],
    [
      'a refused property before a missing one',
      { QueueName: undefined, Policy: {} },
      'does not implement Policy of Queue',
    ],
    [
      'a misspelled property',
      { DelaySecond: 1 },
      'Queue (AWS::SQS::Queue) has no property DelaySecond. Did you mean DelaySeconds?',
    ],
    [
      'a misspelled property inside a list',
      { Redrive: [{ Cuont: 1 }] },
      'Queue (AWS::SQS::Queue) has no property Redrive.0.Cuont. Did you mean Count?',
    ],
    ['a property unlike any other', { Xyzzy: 1 }, 'has no property Xyzzy.'],
    [
      'a wrong value',
      { DelaySeconds: 'x' },
      'Property DelaySeconds of Queue is invalid: Invalid input: expected number, received string.',
    ],
  ])('refuses %s by name', (_, properties, message) => {
    expect(() => parse(properties)).toThrow(TemplateError);
    expect(() => parse(properties)).toThrow(message);
  });
});
