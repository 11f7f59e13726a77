import { answerQuestions } from '../threads/answer-questions';
import { compileFilter, evaluationFaultOf, type CompiledFilter } from './cel-filter';
import type { EvaluationFault, FilterAnswer, FilterQuestion } from './cel-messages';

/*
 * The whole thread: it evaluates expressions and does nothing else. It has no environment, little memory, and whoever started it
 * ends it when a record takes too long.
 */

let compiled: { readonly expression: string; readonly filter: CompiledFilter } | undefined;

answerQuestions(({ expression, records }: FilterQuestion, beginItem): FilterAnswer => {
  if (compiled?.expression !== expression) compiled = { expression, filter: compileFilter(expression) };
  const { filter } = compiled;
  if ('fault' in filter) return { kind: 'invalid', fault: filter.fault };
  let failed = 0;
  let firstFault: EvaluationFault | undefined;
  const matches = records.map((record, index) => {
    beginItem(index);
    try {
      return filter.matches(record);
    } catch (error) {
      failed += 1;
      firstFault ??= evaluationFaultOf(error, record);
      return false;
    }
  });
  return { kind: 'answers', matches, failed, ...(firstFault === undefined ? {} : { firstFault }) };
});
