import { consoleConsumer } from './console-consumer';
import { curl } from './curl';
import { java } from './java';
import { kafkajs } from './kafkajs';
import { kcat } from './kcat';
import type { Reading, Snippet } from './reading';

const builders = { kcat, console: consoleConsumer, kafkajs, java, curl };

export type CopyTool = keyof typeof builders;

export const copyTools: readonly { readonly tool: CopyTool; readonly name: string }[] = [
  { tool: 'kcat', name: 'kcat' },
  { tool: 'console', name: 'console-consumer' },
  { tool: 'kafkajs', name: 'kafkajs' },
  { tool: 'java', name: 'Java' },
  { tool: 'curl', name: 'curl' },
];

/** What reads the same with another tool, and what that tool cannot do. Code, so never translated. */
export function copyAs(tool: CopyTool, reading: Reading): Snippet {
  return builders[tool](reading);
}
