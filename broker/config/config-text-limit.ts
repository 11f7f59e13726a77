import { ConfigError } from './config-error';

/** Kafka's limit for the text of a property that is kept in the metadata log. */
const configTextBytesMax = 32_767;

/** Throws ConfigError when one of the texts is too long to be kept. */
export function checkTextLengths(texts: ReadonlyMap<string, string>): void {
  for (const [name, text] of texts) {
    if (Buffer.byteLength(text) > configTextBytesMax) {
      throw new ConfigError(name, `${name} takes at most ${configTextBytesMax} bytes of text.`);
    }
  }
}
