import type { LogConfig } from './log-config';
import type { LogSegment } from './log-segment';

export interface RetentionState {
  readonly segments: readonly LogSegment[];
  readonly config: LogConfig;
  readonly nowMs: number;
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly highWatermark: number;
}

/**
 * The oldest segments that may go: those wholly before the log's start, and, where cleanup.policy has "delete", those too
 * old or too much. Nothing above the high watermark goes. The active segment goes only when it has batches.
 */
export async function deletableSegments(state: RetentionState): Promise<LogSegment[]> {
  const deletable: LogSegment[] = [];
  let sizeBytes = state.segments.reduce((sum, segment) => sum + segment.sizeBytes, 0);
  for (const [index, segment] of state.segments.entries()) {
    const next = state.segments[index + 1];
    const endOffset = next?.baseOffset ?? state.logEndOffset;
    if (endOffset > state.highWatermark || (next === undefined && segment.sizeBytes === 0)) break;
    const beforeStart = next !== undefined && endOffset <= state.logStartOffset;
    if (!beforeStart && !(await breaksLimits(segment, sizeBytes, state))) break;
    deletable.push(segment);
    sizeBytes -= segment.sizeBytes;
  }
  return deletable;
}

async function breaksLimits(segment: LogSegment, sizeBytes: number, { config, nowMs }: RetentionState): Promise<boolean> {
  if (!config.cleanupPolicy.has('delete')) return false;
  if (config.retentionBytes >= 0 && sizeBytes - segment.sizeBytes >= config.retentionBytes) return true;
  return config.retentionMs >= 0 && nowMs - (await segment.largestTimestampMs()) > config.retentionMs;
}
