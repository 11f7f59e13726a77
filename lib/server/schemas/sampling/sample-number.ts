import type { Schema } from '@cfworker/json-schema';
import type { SampleSource } from './sample-source';

/** How far above its least, or below its most, a number is at the most, where only one of them is told. */
const span = 100;

/** A number between its bounds. Draft 4 says of a bound that it is none itself by a boolean. */
export function sampleNumber(schema: Schema, isInteger: boolean, source: SampleSource): number {
  const { multipleOf } = schema;
  const step = multipleOf !== undefined && multipleOf > 0 ? multipleOf : isInteger ? 1 : 0.01;
  const { least, most } = boundsOf(schema, step);
  const first = Math.ceil(least / step);
  const last = Math.max(first, Math.floor(most / step));
  const places = Math.min(20, /\.(\d+)$/.exec(String(step))?.[1]?.length ?? 0);
  return Number((source.integer(first, last) * step).toFixed(places));
}

function boundsOf(schema: Schema, step: number): { least: number; most: number } {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const above = [minimum, exclusiveBound(exclusiveMinimum, minimum, step)].filter((bound) => bound !== undefined);
  const below = [maximum, exclusiveBound(exclusiveMaximum, maximum, -step)].filter((bound) => bound !== undefined);
  const least = above.length > 0 ? Math.max(...above) : below.length > 0 ? Math.min(...below) - span : 1;
  return { least, most: below.length > 0 ? Math.min(...below) : least + span };
}

function exclusiveBound(exclusive: number | boolean | undefined, bound: number | undefined, step: number): number | undefined {
  const limit = exclusive === true ? bound : exclusive === false ? undefined : exclusive;
  return limit === undefined ? undefined : limit + step;
}
