import type { Goal } from './report.ts';

export type ResultTable = {
  readonly heading: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** What a benchmark measured. The command prints it as Markdown or JSON. */
export type BenchmarkResult = {
  readonly title: string;
  readonly goals: readonly Goal[];
  readonly tables: readonly ResultTable[];
  /** Sentences about the run. */
  readonly notes: readonly string[];
};

export type BenchmarkOptions = {
  /** `undefined`: the default of the benchmark. */
  readonly rounds: number | undefined;
};

/** A benchmark of the command `bench`. */
export type Benchmark = {
  readonly summary: string;
  run(options: BenchmarkOptions): Promise<BenchmarkResult>;
};
