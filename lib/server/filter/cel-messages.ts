/** What the console and its filter thread tell each other. */

/** A key or value as an expression sees it: `json` is text that begins and ends like an object or a list, and may be none after all. */
export type FilterPayload = { readonly json: string } | { readonly text: string } | { readonly bytes: Uint8Array } | null;

export interface FilterRecord {
  readonly partition: number;
  readonly offset: number;
  readonly timestampMs: number;
  readonly key: FilterPayload;
  readonly value: FilterPayload;
  readonly headers: readonly (readonly [key: string, value: string | null])[];
}

/** Without records the expression is only checked. */
export interface FilterQuestion {
  readonly expression: string;
  readonly records: readonly FilterRecord[];
}

/** Where in the expression it is wrong, and why. */
export interface ExpressionFault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** An evaluation that failed on one record; the record does not match. A field that is not there is no failure. */
export interface EvaluationFault {
  readonly partition: number;
  readonly offset: number;
  readonly message: string;
}

export type FilterAnswer =
  | { readonly kind: 'invalid'; readonly fault: ExpressionFault }
  | {
      readonly kind: 'answers';
      readonly matches: readonly boolean[];
      readonly failed: number;
      readonly firstFault?: EvaluationFault;
    };
