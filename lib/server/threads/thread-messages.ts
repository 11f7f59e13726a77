/** Shared memory of a thread: which item of the question it is at; -1 before the first. */
export const progressSlots = { item: 0 } as const;

export interface ThreadData {
  readonly progress: SharedArrayBuffer;
}

/** Sent once, unasked: it is loaded and takes questions. */
export interface Ready {
  readonly kind: 'ready';
}

export function isReady(answer: object): answer is Ready {
  return 'kind' in answer && answer.kind === 'ready';
}
