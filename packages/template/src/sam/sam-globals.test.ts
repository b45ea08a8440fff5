import { describe, expect, it } from '@jest/globals';
import { withGlobals } from './sam-globals.ts';

const globals = {
  Function: {
    Runtime: 'nodejs24.x',
    Layers: ['shared'],
    Environment: { Variables: { STAGE: 'dev', TABLE: 'all' } },
    Timeout: 5,
  },
  Api: { Auth: { DefaultAuthorizer: 'Cognito' }, Cors: "'*'" },
};
const samFunction = 'AWS::Serverless::Function';

describe('withGlobals', () => {
  it('merges maps, joins lists, and keeps other values of the resource', () => {
    const own = {
      Timeout: 9,
      Layers: ['own'],
      Environment: { Variables: { TABLE: { Ref: 'T' } } },
    };
    expect(withGlobals(samFunction, own, { globals, ignored: undefined })).toEqual({
      Runtime: 'nodejs24.x',
      Timeout: 9,
      Layers: ['shared', 'own'],
      Environment: { Variables: { STAGE: 'dev', TABLE: { Ref: 'T' } } },
    });
  });

  it('applies to each SAM type separately', () => {
    const own = { Auth: { Authorizers: {} } };
    expect(withGlobals('AWS::Serverless::Api', own, { globals, ignored: undefined })).toEqual({
      Auth: { DefaultAuthorizer: 'Cognito', Authorizers: {} },
      Cors: "'*'",
    });
    for (const type of ['AWS::Lambda::Function', 'AWS::Serverless::Connector']) {
      expect(withGlobals(type, own, { globals, ignored: undefined })).toEqual(own);
    }
  });

  it('replaces a map by an intrinsic function', () => {
    const own = { Environment: { 'Fn::If': ['C', {}, {}] } };
    expect(withGlobals(samFunction, own, { globals, ignored: undefined })).toMatchObject(own);
  });

  it.each([
    ['*', {}],
    [['Layers', 'Environment', 'Timeout'], { Runtime: 'nodejs24.x' }],
  ])('leaves out what IgnoreGlobals %j names', (ignored, expected) => {
    expect(withGlobals(samFunction, {}, { globals, ignored })).toEqual(expected);
  });

  it('adds nothing for inherited names', () => {
    const shared = { Function: JSON.parse('{"__proto__":{"a":1}}') };
    const properties = withGlobals(
      samFunction,
      { constructor: 1 },
      { globals: shared, ignored: undefined },
    );
    expect(Object.keys(properties)).toContain('constructor');
    expect(({} as { a?: number }).a).toBeUndefined();
  });
});
