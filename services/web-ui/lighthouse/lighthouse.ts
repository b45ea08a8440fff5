import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { startCannedStage } from '../testing/canned-stage.ts';

/** Minimum score of each category, of 100. */
const floors = { performance: 90, 'best-practices': 90, accessibility: 100 };
type Category = keyof typeof floors;
const categories = Object.keys(floors) as Category[];

/** An odd number, so that the median is one of the runs. */
const runs = 5;

const flags = [
  '--headless=new',
  '--disable-gpu',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const scoresOf = async (url: string): Promise<Record<Category, number>> => {
  const { CHROMIUM_PATH: chromePath } = process.env;
  const chrome = await launch({ chromeFlags: flags, ...(chromePath && { chromePath }) });
  try {
    const audited = { port: chrome.port, onlyCategories: categories, logLevel: 'error' } as const;
    const result = await lighthouse(url, audited, desktopConfig);
    const score = (category: Category) => 100 * (result?.lhr.categories[category]?.score ?? 0);
    return {
      performance: score('performance'),
      'best-practices': score('best-practices'),
      accessibility: score('accessibility'),
    };
  } finally {
    chrome.kill();
  }
};

const stage = await startCannedStage();
try {
  const all: Record<Category, number>[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await scoresOf(stage.url));
  for (const category of categories) {
    const scores = all.map((scored) => scored[category]).sort((a, b) => a - b);
    const median = scores[(runs - 1) / 2] ?? 0;
    process.stdout.write(
      `${category}: ${Math.round(median)} (at least ${floors[category]}; ${scores.map(Math.round)})\n`,
    );
    if (Math.round(median) < floors[category]) process.exitCode = 1;
  }
} finally {
  await stage.close();
}
