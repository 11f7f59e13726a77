import type { BrokerConfig } from '../config/broker-config';
import type { MetadataImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import type { Random } from '../platform/random';

/** What a handler decides upon. It changes none of it: it returns records, and replaying them makes the change. */
export interface ControllerState {
  readonly image: MetadataImage;
  /** The controller's own properties with those that the image sets on top. */
  readonly config: BrokerConfig;
  readonly random: Random;
  /** The offset that the first of the returned records will have. */
  readonly nextOffset: number;
}

export interface ControllerResult<Response> {
  /** One atomic batch, unless there are too many and they may be split; empty when nothing changes. */
  readonly records: readonly MetadataRecordInput[];
  readonly response: Response;
  /** Each first part of the records makes sense without the rest. */
  readonly mayBeSplit?: boolean;
}
