import { UsageError } from '../usage-error';

/** Kafka's include list: regular expressions separated by commas, each for a whole name. */
export function topicFilter(option: string, list: string): (topic: string) => boolean {
  const pattern = list
    .split(',')
    .map((part) => part.trim())
    .join('|')
    .replace(/^["']+|["']+$/g, '');
  try {
    const expression = new RegExp(`^(?:${pattern})$`);
    return (topic) => expression.test(topic);
  } catch (error) {
    throw new UsageError(`--${option}: "${list}" is not a regular expression`, { cause: error });
  }
}
