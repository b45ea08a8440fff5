import { beforeEach, describe, expect, it } from '@jest/globals';
import { createRedeployer, type RedeployResult } from './redeployer.ts';

/** The content of the only file. A package has the content that it was made from. */
let content: string;
let changedAtMs: number;
let nowMs: number;
let deployed: string[];
let reports: RedeployResult[];
let reversions: number;
let beforeDeploy: () => Promise<void>;

beforeEach(() => {
  [content, changedAtMs, nowMs, deployed, reports] = ['first', 0, 1000, [], []];
  reversions = 0;
  beforeDeploy = async () => undefined;
});

const save = (text: string): void => {
  content = text;
  changedAtMs = nowMs + 500;
  nowMs += 1000;
};

const redeployer = () =>
  createRedeployer(
    'first',
    {
      changedFiles: async (made) => (made === content ? [] : ['file']),
      async package() {
        nowMs += 500;
        if (content.startsWith('wrong')) throw new Error(`${content} line`);
        return content;
      },
      async deploy(next) {
        await beforeDeploy();
        deployed.push(next);
        return next.startsWith('hidden') ? ['An edit hides it.'] : [];
      },
      lastChangeMs: async () => changedAtMs,
      now: () => nowMs,
      report: (result) => reports.push(result),
      reportReverted: () => {
        reversions += 1;
      },
    },
    (error) => String(error),
  );

describe('a redeployer', () => {
  it('does nothing while the files are those of the deployed package', async () => {
    const one = redeployer();
    expect(await one.check()).toEqual({ state: 'current', changed: [] });
    expect(deployed).toEqual([]);
  });

  it('deploys a changed file and reports the time', async () => {
    const one = redeployer();
    save('second');
    expect(await one.check()).toEqual({ state: 'redeploying', changed: ['file'] });
    await one.idle();
    expect(await one.check()).toEqual({ state: 'current', changed: [] });
    expect(deployed).toEqual(['second']);
    expect(reports).toEqual([{ changed: ['file'], seconds: 0.5, hidden: [] }]);
  });

  it('deploys one version at a time, and then the file that was saved meanwhile', async () => {
    const one = redeployer();
    save('second');
    beforeDeploy = async () => {
      if (content === 'second') save('third');
    };
    await one.check();
    expect((await Promise.all([one.check(), one.check()])).map(({ state }) => state)).toEqual([
      'redeploying',
      'redeploying',
    ]);
    await one.idle();
    expect(deployed).toEqual(['second']);
    await one.check();
    await one.idle();
    expect(deployed).toEqual(['second', 'third']);
  });

  it('keeps the previous version after a failure, and tries again only after a change', async () => {
    const one = redeployer();
    save('wrong');
    await one.check();
    await one.idle();
    const failed = { state: 'failed', changed: ['file'], problem: 'Error: wrong line' };
    expect(await one.check()).toEqual(failed);
    expect(await one.check()).toEqual(failed);
    expect([one.deployed(), one.hasFailed(), reports.length]).toEqual(['first', true, 1]);
    save('right');
    await one.check();
    await one.idle();
    expect(await one.check()).toEqual({ state: 'current', changed: [] });
    expect([one.deployed(), one.hasFailed()]).toEqual(['right', false]);
  });

  it('reports what of the new version has no effect', async () => {
    const one = redeployer();
    save('hidden by an edit');
    await one.check();
    await one.idle();
    expect(reports).toMatchObject([{ hidden: ['An edit hides it.'] }]);
  });

  it('forgets a failure when the change is reverted, and reports it once', async () => {
    const one = redeployer();
    save('wrong');
    await one.check();
    await one.idle();
    save('first');
    expect(reversions).toBe(0);
    expect(await one.check()).toEqual({ state: 'current', changed: [] });
    expect(one.hasFailed()).toBe(false);
    await one.check();
    expect(reversions).toBe(1);
  });
});
