/** An exchange that does not authenticate the other side. The message is a sentence without anything secret in it. */
export class ScramError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ScramError';
  }
}
