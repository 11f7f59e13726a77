/** The live stream writes it as it changes: fetching again would only show something older. */
export const staleMsWhileLive = Infinity;

/** Written rarely, and by people: configs, the list of clusters. */
export const staleMsSettled = 30_000;

/** Records never change once written; only retention takes them away. */
export const staleMsRecord = Infinity;
