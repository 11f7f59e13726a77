import type { Channel } from '@/lib/contracts/stream';
import { ServiceError } from '../service-error';

/** What the registry knows of an open stream. */
export interface OpenStream {
  readonly id: string;
  /** Makes these its channels. */
  update(channels: readonly Channel[]): void;
  /** Says goodbye and ends. */
  shutdown(): void;
}

/** The open streams of the process, by the id their `hello` told. */
export class StreamRegistry {
  readonly #streams = new Map<string, OpenStream>();

  get size(): number {
    return this.#streams.size;
  }

  add(stream: OpenStream): void {
    this.#streams.set(stream.id, stream);
  }

  remove(id: string): void {
    this.#streams.delete(id);
  }

  get(id: string): OpenStream {
    const stream = this.#streams.get(id);
    if (stream === undefined) throw new ServiceError('STREAM_NOT_FOUND', 'This stream has ended. Open another.');
    return stream;
  }

  closeAll(): void {
    for (const stream of [...this.#streams.values()]) stream.shutdown();
    this.#streams.clear();
  }
}
