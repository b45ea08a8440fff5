/** Counts that CloudWatch reads from the log. */
export type Metrics = {
  addMetric(name: string, unit: 'Count', value: number): void;
  hasStoredMetrics(): boolean;
  publishStoredMetrics(): void;
};

type MetricsOptions = {
  readonly namespace: string;
  /** The only dimension. */
  readonly serviceName: string;
};

/**
 * Writes counts in the embedded metric format, as one line. The line has no prefix, so it bypasses `console`, to which Lambda
 * adds one.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const createMetrics = ({ namespace, serviceName }: MetricsOptions): Metrics => {
  const counts = new Map<string, number>();
  return {
    addMetric(name, _unit, value) {
      counts.set(name, (counts.get(name) ?? 0) + value);
    },
    hasStoredMetrics: () => counts.size > 0,
    publishStoredMetrics() {
      const line = {
        _aws: {
          Timestamp: Date.now(),
          CloudWatchMetrics: [
            {
              Namespace: namespace,
              Dimensions: [['service']],
              Metrics: [...counts.keys()].map((Name) => ({ Name, Unit: 'Count' })),
            },
          ],
        },
        service: serviceName,
        ...Object.fromEntries(counts),
      };
      counts.clear();
      process.stdout.write(`${JSON.stringify(line)}\n`);
    },
  };
};
