import type { DecodedRecord } from '@/broker/protocol/records/decode-batch';
import type { DecodingQuery } from '@/lib/contracts/decoding';
import type { FilterPayload } from '../filter/cel-messages';
import { plainPayload, type PayloadReader } from '../filter/filter-payload';
import { recordRow, type ReadRecord } from '../records/record-row';
import type { KafkaRecord } from '@/lib/contracts/record';
import { consumerOffsetsBody, consumerOffsetsTopic } from './consumer-offsets';
import { decodePayload, reasoned } from './decode-payload';
import { decodedFacts, type Decoding } from './decoded-facts';
import { formatOf } from './format-of';

/** How the records of a topic are read: as it was chosen, else each as it looks. */
export class RecordDecoder {
  readonly #topic: string;
  readonly #chosen: DecodingQuery;

  constructor(topic: string, chosen: DecodingQuery) {
    this.#topic = topic;
    this.#chosen = chosen;
  }

  /** Undefined where there is nothing to say beside the bytes: null, plain text, bytes that look like nothing. */
  decode(record: DecodedRecord, part: 'key' | 'value'): Decoding | undefined {
    const bytes = record[part];
    if (bytes === null || bytes.length === 0) return undefined;
    const chosen = part === 'key' ? this.#chosen.kd : this.#chosen.vd;
    if (chosen === undefined && this.#topic === consumerOffsetsTopic)
      return { format: 'consumer-offsets', body: reasoned(() => consumerOffsetsBody(record, part), bytes.length) };
    const format = chosen ?? formatOf(bytes);
    return format === undefined ? undefined : { format, body: decodePayload(format, bytes) };
  }

  /** The record as it travels, with at most `bytesMax` of what is decoded, too. */
  row(read: ReadRecord, bytesMax: number): KafkaRecord {
    return recordRow(read, bytesMax, (record, part) => {
      const decoding = this.decode(record, part);
      return decoding === undefined ? undefined : decodedFacts(decoding, bytesMax);
    });
  }

  /** Keys and values as filters see them. */
  readonly payload: PayloadReader = (record, part) => this.decoded(record, part) ?? plainPayload(record, part);

  /** Null where the text is that of the bytes. */
  readonly decoded = (record: DecodedRecord, part: 'key' | 'value'): FilterPayload => {
    const body = this.decode(record, part)?.body;
    return body === undefined || 'problem' in body ? null : body;
  };
}
