import * as z from 'zod/mini';

export const configEntry = z.object({
  name: z.string(),
  /** Null when sensitive or unset. */
  value: z.nullable(z.string()),
  source: z.enum([
    'topic',
    'dynamic-broker',
    'dynamic-default-broker',
    'static-broker',
    'default',
    'dynamic-broker-logger',
    'client-metrics',
    'group',
    'unknown',
  ]),
  isDefault: z.boolean(),
  /** The value it would have without its topmost setting; null when not known. */
  defaultValue: z.nullable(z.string()),
  isReadOnly: z.boolean(),
  isSensitive: z.boolean(),
  type: z.enum(['boolean', 'string', 'int', 'short', 'long', 'double', 'list', 'class', 'password', 'unknown']),
  documentation: z.nullable(z.string()),
});

/** GET …/topics/{t}/configs and …/brokers/{id}/configs */
export const configList = z.object({ configs: z.array(configEntry) });

export type ConfigEntry = z.infer<typeof configEntry>;
export type ConfigList = z.infer<typeof configList>;
