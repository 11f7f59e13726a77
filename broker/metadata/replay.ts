import { ImageDraft } from './image-draft';
import type { MetadataDelta } from './metadata-delta';
import type { MetadataImage } from './metadata-image';
import type { MetadataRecord } from './metadata-record';

/** Where the last of the replayed records stands in the metadata log. */
export interface ReplayPosition {
  readonly offset: number;
  readonly epoch: number;
}

/**
 * The image after `records`, and what they changed. Pure: the same image and records give the same result, on every
 * broker and at every start. Records that a controller wrote cannot fail to apply; one that does is a broken log.
 */
export function replay(
  image: MetadataImage,
  records: readonly MetadataRecord[],
  position: ReplayPosition,
): { image: MetadataImage; delta: MetadataDelta } {
  const draft = new ImageDraft(image);
  for (const record of records) draft.apply(record);
  return draft.finish(position);
}
