import { afterEach, describe, expect, it } from '@jest/globals';
import { InvokeStore } from './invoke-store.ts';

describe('InvokeStore', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'awslambda');
  });

  it('does not exist without a runtime client that runs several invocations at once', async () => {
    expect(await InvokeStore.getInstanceAsync()).toBeUndefined();
  });

  it('is the one of the runtime client', async () => {
    const store = { getXRayTraceId: () => 'trace' };
    Reflect.set(globalThis, 'awslambda', { InvokeStore: store });
    expect(await InvokeStore.getInstanceAsync()).toBe(store);
  });
});
