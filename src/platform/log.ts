import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * Structured log, one JSON line each. Bodies, queries and headers are never logged: they may hold personal data.
 * @param level pino level; `silent` for tests
 * @param file where the lines go; standard error when left out
 */
export function createLog(level: string, file?: string): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'password',
        '*.password',
        'cookie',
        '*.cookie',
        'authorization',
        'err.detail',
        'err.where',
        'err.internalQuery',
      ],
      remove: true,
    },
  };
  return pino(options, pino.destination({ dest: file ?? 2, mkdir: true, append: true, sync: true }));
}
