import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * Structured log, one JSON line each. Bodies, queries and headers are never logged: they may hold personal data.
 * @param level pino level; `silent` for the command line and tests
 */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['password', '*.password', 'cookie', '*.cookie', 'authorization'], remove: true },
  });
}
