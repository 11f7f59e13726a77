import type { Socket } from 'node:net';
import type { Api } from '@/broker/protocol/schema/message';
import type { Fields, StructInput, StructValue } from '@/broker/protocol/schema/struct';
import { requestHeader } from '@/broker/protocol/headers';

/** Why a question got no answer: a word of the connection test, or the code of the socket's error. */
export class ProbeFailure extends Error {
  readonly reason: string;

  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

const answerBytesMax = 1_048_576;
/** A TLS alert, which is what a listener with TLS says to a request without. */
const tlsAlert = 0x15;

/** Asks one thing at a time over a socket of its own, and tells what else it is that answers there. */
export class ProbeSocket {
  readonly #socket: Socket;
  readonly #timeoutMs: number;
  #correlationId = 0;

  constructor(socket: Socket, timeoutMs: number) {
    this.#socket = socket;
    this.#timeoutMs = timeoutMs;
  }

  /** Of a version that is not flexible. Throws ProbeFailure. */
  async ask<Q extends Fields, R extends Fields>(
    api: Api<Q, R>,
    version: number,
    request: StructInput<Q>,
  ): Promise<StructValue<R>> {
    const correlationId = (this.#correlationId += 1);
    const header = { requestApiKey: api.key, requestApiVersion: version, correlationId, clientId: 'ottla-console' };
    const body = Buffer.concat([requestHeader.encode(1, header), api.request.encode(version, request)]);
    const size = Buffer.alloc(4);
    size.writeInt32BE(body.length);
    const answer = await this.#exchange(Buffer.concat([size, body]));
    if (answer.readInt32BE(0) !== correlationId) throw new ProbeFailure('NOT_KAFKA');
    try {
      return api.response.decode(answer.subarray(4), version);
    } catch (error) {
      throw new ProbeFailure('NOT_KAFKA', error);
    }
  }

  #exchange(request: Buffer): Promise<Buffer> {
    const socket = this.#socket;
    return new Promise((resolve, reject) => {
      let received = Buffer.alloc(0);
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        socket.off('data', onData);
        socket.off('error', onError);
        socket.off('close', onClose);
        act();
      };
      const fail = (reason: string, cause?: unknown) => settle(() => reject(new ProbeFailure(reason, cause)));
      const timer = setTimeout(() => fail('TIMEOUT'), this.#timeoutMs);
      const onError = (error: Error) => fail('code' in error ? String(error.code) : 'CLOSED', error);
      const onClose = () => fail('CLOSED');
      const onData = (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        const stranger = strangerOf(received);
        if (stranger !== undefined) fail(stranger);
        else if (received.length >= 8 && received.length >= 4 + received.readInt32BE(0))
          settle(() => resolve(received.subarray(4)));
      };
      socket.on('data', onData);
      socket.on('error', onError);
      socket.on('close', onClose);
      socket.write(request);
    });
  }
}

/** What the first bytes of an answer say when they are no Kafka frame's. */
function strangerOf(received: Buffer): string | undefined {
  if (received[0] === tlsAlert) return 'TLS_EXPECTED';
  if (received.length < 4) return undefined;
  if (received.subarray(0, 4).toString('latin1') === 'HTTP') return 'HTTP';
  const size = received.readInt32BE(0);
  return size < 4 || size > answerBytesMax ? 'NOT_KAFKA' : undefined;
}
