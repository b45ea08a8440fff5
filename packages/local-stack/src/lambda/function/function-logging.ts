/** Ranks of log levels, the most talkative first. */
export const logLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

export type LogLevel = (typeof logLevels)[number];

/** `LoggingConfig` of a function. Levels hold for the format JSON alone. */
export type FunctionLogging = {
  readonly format: 'Text' | 'JSON';
  readonly applicationLevel: LogLevel;
  readonly systemLevel: LogLevel;
  readonly logGroup: string;
};
