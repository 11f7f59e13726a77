const httpMethods = ['GET ', 'POST', 'PUT ', 'HEAD', 'OPTI', 'DELE', 'PATC', 'CONN', 'TRAC', 'PRI '];

/** What the first four bytes of a connection are when they cannot be a request's size; undefined when they may be. */
export function whatFirstBytesAre(bytes: readonly number[]): string | undefined {
  const [first = 0, second = 0, third = 0] = bytes;
  if (first === 0x16 && second === 0x03 && third <= 0x04) return 'a TLS handshake, but this listener is plaintext';
  const text = String.fromCharCode(...bytes);
  if (httpMethods.includes(text)) return 'an HTTP request, but this is a Kafka listener';
  if (text === 'SSH-') return 'an SSH greeting, but this is a Kafka listener';
  // The smallest such "size" is half a gigabyte: no client sends that, but people type into telnet.
  if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) return 'text, which is no Kafka request';
  return undefined;
}
