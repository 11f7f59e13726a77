import type { MetadataImage } from '../metadata/metadata-image';

/** Whether the broker can lead and be in sync: registered, not fenced, and not about to stop. */
export function isActive(image: MetadataImage, brokerId: number): boolean {
  const broker = image.brokers.get(brokerId);
  return broker !== undefined && !broker.fenced && !broker.inControlledShutdown;
}
