import { EvaluationError, ParseError, TypeError as CelTypeError, type Environment, type ParseResult } from '@marcbachmann/cel-js';
import { celEnvironment } from './cel-environment';
import type { EvaluationFault, ExpressionFault, FilterPayload, FilterRecord } from './cel-messages';
import { parseExactJson } from './exact-json';

export type CompiledFilter = { readonly fault: ExpressionFault } | { readonly matches: (record: FilterRecord) => boolean };

let environment: Environment | undefined;

/** An expression over a record, checked: it answers true or false, or its fault is told. */
export function compileFilter(expression: string): CompiledFilter {
  environment ??= celEnvironment();
  const end = expression.length;
  let program: ParseResult;
  try {
    program = environment.parse(expression);
  } catch (error) {
    return { fault: faultOf(error, end) };
  }
  const check = program.check();
  if (!check.valid) return { fault: faultOf(check.error, end) };
  if (check.type !== 'bool' && check.type !== 'dyn') {
    return { fault: { message: `It gives ${check.type ?? 'nothing'}, not true or false.`, start: 0, end } };
  }
  return { matches: (record) => evaluate(program, record) };
}

/** A field that is not there makes no match and no noise: records of one topic differ. */
function evaluate(program: ParseResult, record: FilterRecord): boolean {
  try {
    return program(contextOf(record)) === true;
  } catch (error) {
    if (error instanceof EvaluationError && (error.code === 'no_such_key' || error.code === 'index_out_of_bounds')) return false;
    throw error;
  }
}

/** Fields are made when the expression names them. */
function contextOf(record: FilterRecord): object {
  return {
    get key() {
      return valueOf(record.key);
    },
    get value() {
      return valueOf(record.value);
    },
    get headers() {
      return new Map(record.headers);
    },
    get headerList() {
      return record.headers.map(([key, value]) => ({ key, value }));
    },
    partition: BigInt(record.partition),
    offset: BigInt(record.offset),
    timestamp: new Date(record.timestampMs),
  };
}

function valueOf(payload: FilterPayload): unknown {
  if (payload === null) return null;
  if (!('json' in payload)) return 'text' in payload ? payload.text : payload.bytes;
  try {
    return parseExactJson(payload.json);
  } catch (error) {
    if (error instanceof SyntaxError) return payload.json;
    throw error;
  }
}

function faultOf(error: unknown, length: number): ExpressionFault {
  if (!(error instanceof ParseError || error instanceof CelTypeError)) throw error;
  const { start, end } = error.range ?? { start: 0, end: length };
  return { message: error.summary, start, end };
}

export function evaluationFaultOf(error: unknown, { partition, offset }: FilterRecord): EvaluationFault {
  const message = error instanceof EvaluationError ? error.summary : error instanceof Error ? error.message : String(error);
  return { partition, offset, message };
}
