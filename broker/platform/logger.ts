/** Facts about an event, for people and for machines; never a secret, never a record's content. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One line per event: a sentence for people, fields for machines. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
