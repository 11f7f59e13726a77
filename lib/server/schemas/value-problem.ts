import type { JsonTree } from './json-tree';

/** From the value down: names of fields, numbers of items. */
export type ValuePath = readonly (string | number)[];

/** Where in a value something is not what its schema wants. */
export interface ValueProblem {
  readonly path: ValuePath;
  readonly message: string;
}

const plainName = /^[A-Za-z_$][\w$]*$/;
const textCharactersMax = 40;

/** `value.lines[0].quantity: expected int, found "two"` */
export function problemText({ path, message }: ValueProblem): string {
  const steps = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return plainName.test(step) ? `.${step}` : `[${shortened(JSON.stringify(step))}]`;
  });
  return `value${steps.join('')}: ${message}`;
}

/** What stands there, in few words. */
export function foundText(value: JsonTree | undefined): string {
  switch (value?.kind) {
    case undefined:
      return 'found nothing';
    case 'object':
      return 'found an object';
    case 'array':
      return 'found a list';
    case 'string':
      return `found ${shortened(JSON.stringify(value.text))}`;
    case 'number':
      return `found ${shortened(value.digits)}`;
    case 'boolean':
      return `found ${value.value}`;
    case 'null':
      return 'found null';
  }
}

export function shortened(text: string): string {
  return text.length <= textCharactersMax ? text : `${text.slice(0, textCharactersMax - 1)}…`;
}
