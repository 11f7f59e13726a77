/** A property with a value that cannot be used. The message is one sentence that names the property. */
export class ConfigError extends Error {
  readonly property: string;

  constructor(property: string, message: string) {
    super(message);
    this.name = 'ConfigError';
    this.property = property;
  }
}
