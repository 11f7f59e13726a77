import type { LogFields, Logger } from '../logger';

const levels = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof levels)[number];

export interface NodeLoggerOptions {
  /** Lines of this level and above are written; default info. */
  level?: Level;
  /** `pretty` for people, `json` for machines; default pretty. */
  format?: 'pretty' | 'json';
  /** Put before each pretty line and into each JSON line: which process this is. */
  name?: string;
  /** Where lines go; default stderr. */
  write?: (line: string) => void;
}

/** Keeps one event on one line and terminals safe, whatever a client put into a name. */
function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function prettyFields(fields: LogFields): string {
  const parts = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => `${name}=${typeof value === 'string' && /[\s"=]/.test(value) ? JSON.stringify(value) : String(value)}`,
    );
  return parts.length === 0 ? '' : `  ${parts.join(' ')}`;
}

export function createNodeLogger(options: NodeLoggerOptions = {}): Logger {
  const write = options.write ?? ((line: string) => process.stderr.write(line));
  const lowest = levels.indexOf(options.level ?? 'info');

  function log(level: Level, message: string, fields: LogFields = {}): void {
    if (levels.indexOf(level) < lowest) return;
    const time = new Date().toISOString();
    if (options.format === 'json') {
      write(`${JSON.stringify({ time, level, name: options.name, message, ...fields })}\n`);
      return;
    }
    const name = options.name === undefined ? '' : ` ${options.name}`;
    write(`${visible(`${time} ${level.toUpperCase().padEnd(5)}${name} ${message}${prettyFields(fields)}`)}\n`);
  }

  return {
    debug: (message, fields) => {
      log('debug', message, fields);
    },
    info: (message, fields) => {
      log('info', message, fields);
    },
    warn: (message, fields) => {
      log('warn', message, fields);
    },
    error: (message, fields) => {
      log('error', message, fields);
    },
  };
}
