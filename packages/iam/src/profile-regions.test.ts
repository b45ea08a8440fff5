import { describe, expect, it } from '@jest/globals';
import { modelOfProfile, regionsUnknown } from './profile-regions.ts';

const model = 'amazon.nova-pro-v1:0';

describe('the Regions of an inference profile', () => {
  it.each([
    ['us', ['us-east-1', 'us-west-2']],
    ['eu', ['eu-central-1', 'eu-west-1', 'eu-west-3']],
    ['jp', ['ap-northeast-1', 'ap-northeast-3']],
  ])('are known for %s', (geography, regions) => {
    expect(modelOfProfile(`${geography}.${model}`)).toEqual({ modelId: model, regions });
  });

  it.each(['apac', 'au', 'ca', 'us-gov', 'global', 'constructor', '__proto__'])(
    'are not known for %s',
    (geography) => {
      expect(modelOfProfile(`${geography}.${model}`)).toEqual({ modelId: model });
      expect(regionsUnknown(`${geography}.${model}`)).toContain(`profile of ${geography},`);
    },
  );
});
