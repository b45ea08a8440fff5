/** Log levels, the most verbose first. */
export const logLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

export type LogLevel = (typeof logLevels)[number];

/** `LoggingConfig` of a function. Levels apply only to the JSON format. */
export type FunctionLogging = {
  readonly format: 'Text' | 'JSON';
  readonly applicationLevel: LogLevel;
  readonly systemLevel: LogLevel;
  readonly logGroup: string;
};
