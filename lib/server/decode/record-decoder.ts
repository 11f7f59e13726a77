import type { DecodedRecord } from '@/broker/protocol/records/decode-batch';
import type { DecodingQuery } from '@/lib/contracts/decoding';
import type { KafkaRecord } from '@/lib/contracts/record';
import type { FilterPayload } from '../filter/cel-messages';
import { plainPayload, type PayloadReader } from '../filter/filter-payload';
import { recordRow, type ReadRecord } from '../records/record-row';
import type { ClusterSchemas } from '../schemas/cluster-schemas';
import type { TopicSchemas } from '../schemas/schema-files';
import { schemaIdOf } from '../schemas/wire-format';
import { decodePayload, reasoned } from './decode-payload';
import { decodedFacts, type Decoding } from './decoded-facts';
import { formatOf } from './format-of';
import { internalTopics } from './internal-topics';
import { messageOfFile, registeredMessage } from './registered-message';

const parts = ['key', 'value'] as const;

/**
 * How the records of a topic are read: as it was chosen, else each as it looks. Records are prepared together, which fetches the
 * schemas that they were written with; then each is decoded at once.
 */
export class RecordDecoder {
  readonly #topic: string;
  readonly #chosen: DecodingQuery;
  readonly #schemas: ClusterSchemas;
  #files: TopicSchemas | undefined;

  constructor(topic: string, chosen: DecodingQuery, schemas: ClusterSchemas) {
    this.#topic = topic;
    this.#chosen = chosen;
    this.#schemas = schemas;
  }

  /** Whether records have to be prepared before they are decoded. */
  get isAsking(): boolean {
    const { registry, files } = this.#schemas;
    return (registry !== null || files.has(this.#topic)) && parts.some((part) => this.#mayNeedSchema(part));
  }

  async prepare(records: readonly ReadRecord[]): Promise<void> {
    if (!this.isAsking) return;
    this.#files ??= await this.#schemas.files.of(this.#topic);
    const ids = new Set<number>();
    for (const part of parts) {
      if (!this.#mayNeedSchema(part)) continue;
      for (const { record } of records) {
        const id = schemaIdOf(record[part]);
        if (id !== undefined) ids.add(id);
      }
    }
    await this.#schemas.registry?.load(ids);
  }

  /** Undefined where there is nothing to say beside the bytes: null, plain text, bytes that look like nothing. */
  decode(record: DecodedRecord, part: 'key' | 'value'): Decoding | undefined {
    const bytes = record[part];
    if (bytes === null || bytes.length === 0) return undefined;
    const chosen = this.#chosenFor(part);
    if (chosen === 'schema-registry') return this.#registered(bytes, part);
    if (chosen !== undefined) return { format: chosen, body: decodePayload(chosen, bytes) };
    const internal = internalTopics.get(this.#topic);
    if (internal !== undefined)
      return { format: internal.format, body: reasoned(() => internal.body(record, part), bytes.length) };
    return this.#found(bytes, part);
  }

  /** The records as they travel, with at most `bytesMax` of what is decoded, too. */
  async rows(reads: readonly ReadRecord[], bytesMax: number): Promise<KafkaRecord[]> {
    await this.prepare(reads);
    return reads.map((read) => this.#row(read, bytesMax));
  }

  async row(read: ReadRecord, bytesMax: number): Promise<KafkaRecord> {
    await this.prepare([read]);
    return this.#row(read, bytesMax);
  }

  /** Keys and values as filters see them. */
  readonly payload: PayloadReader = (record, part) => this.decoded(record, part) ?? plainPayload(record, part);

  /** Null where the text is that of the bytes. */
  readonly decoded = (record: DecodedRecord, part: 'key' | 'value'): FilterPayload => {
    const body = this.decode(record, part)?.body;
    return body === undefined || 'problem' in body ? null : body;
  };

  #row(read: ReadRecord, bytesMax: number): KafkaRecord {
    return recordRow(read, bytesMax, (record, part) => {
      const decoding = this.decode(record, part);
      return decoding === undefined ? undefined : decodedFacts(decoding, bytesMax);
    });
  }

  #chosenFor(part: 'key' | 'value') {
    return part === 'key' ? this.#chosen.kd : this.#chosen.vd;
  }

  #mayNeedSchema(part: 'key' | 'value'): boolean {
    const chosen = this.#chosenFor(part);
    return chosen === 'schema-registry' || (chosen === undefined && !internalTopics.has(this.#topic));
  }

  /** By its looks. A number of eight bytes may begin as if a schema's id stood there: what is no message is a number, and why is said. */
  #found(bytes: Buffer, part: 'key' | 'value'): Decoding | undefined {
    const { registry } = this.#schemas;
    const registered = registry === null || schemaIdOf(bytes) === undefined ? undefined : this.#registered(bytes, part);
    const problem = registered !== undefined && 'problem' in registered.body ? registered.body.problem : undefined;
    if (registered !== undefined && problem === undefined) return registered;
    const file = this.#files?.[part];
    if (file !== undefined) return messageOfFile(file, bytes);
    const format = formatOf(bytes);
    if (format === undefined) return registered;
    const schema = registered?.schema === undefined ? {} : { schema: registered.schema };
    const otherwise = problem === undefined ? {} : { otherwise: { ...schema, problem } };
    return { format, body: decodePayload(format, bytes), ...otherwise };
  }

  #registered(bytes: Buffer, part: 'key' | 'value'): Decoding {
    return registeredMessage(this.#schemas.registry, bytes, `${this.#topic}-${part}`);
  }
}
