import { answerQuestions } from '../../threads/answer-questions';
import { SampleSource } from '../sampling/sample-source';
import { sampleText } from '../sampling/sample-text';
import type { CheckAnswer, CheckedText, CheckQuestion, CheckSchema, SampleAnswer, SampleQuestion } from './check-messages';
import { compileCheck } from './compile-check';

/*
 * The whole thread: it checks values by schemas, makes some up, and does nothing else. Schemas come from anybody: a pattern in one may run for ever.
 * It has no environment, little memory, and whoever started it ends it when a value takes too long.
 */

let compiled: { readonly key: string; readonly check: (value: string) => CheckedText } | undefined;

answerQuestions((question: CheckQuestion | SampleQuestion, beginItem): CheckAnswer | SampleAnswer => {
  const { schema } = question;
  try {
    const key = JSON.stringify(schema);
    if (compiled?.key !== key) compiled = { key, check: compileCheck(schema) };
    const { check } = compiled;
    if ('wants' in question) return sampleOf(schema);
    const results = question.texts.map((text, index) => {
      beginItem(index);
      return check(text);
    });
    return { kind: 'checked', results };
  } catch (error) {
    return { kind: 'unusable', reason: reasonOf(error) };
  }
});

/** A schema that values can be checked by may still be one that no value can be made up for. */
function sampleOf(schema: CheckSchema): SampleAnswer {
  try {
    return { kind: 'sampled', text: sampleText(schema, new SampleSource(Math.random, Date.now())) };
  } catch (error) {
    return { kind: 'unsampled', reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof RangeError && error.message.includes('call stack')) return 'it refers to itself without an end';
  return error.message.split('\n', 1)[0] ?? '';
}
