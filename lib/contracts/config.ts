import * as z from 'zod/mini';
import { int64 } from './scalars';

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

/** PATCH …/topics/{t}/configs?dryRun=: what is named in neither stays as it is. */
export const alterConfigsRequest = z.strictObject({
  set: z._default(z.record(z.string(), z.string()), {}),
  /** Back to what holds without the topic's own value. */
  reset: z._default(z.array(z.string()), []),
});

/** What a change does beside changing a value; only the worst is told of each setting. */
export const configEffect = z.object({
  config: z.string(),
  kind: z.enum([
    'deletes-older', // up to `countAtMost` records are older than the topic will keep
    'deletes-beyond', // up to `bytes` are more than the topic will keep
    'compacts', // of each key only the last record stays; records without a key are refused
    'blocks-writes', // more replicas must be in sync than there are
    'may-lose', // a replica that is behind may lead
  ]),
  countAtMost: z.nullable(int64),
  bytes: z.nullable(z.number()),
});

export const configsAltered = z.object({
  dryRun: z.boolean(),
  changes: z.array(z.object({ name: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) })),
  /** Of a dry run; empty afterwards. */
  effects: z.array(configEffect),
  /** As they are now. */
  configs: z.array(configEntry),
});

export type AlterConfigsRequest = z.infer<typeof alterConfigsRequest>;
export type ConfigEffect = z.infer<typeof configEffect>;
export type ConfigsAltered = z.infer<typeof configsAltered>;
export type ConfigEntry = z.infer<typeof configEntry>;
export type ConfigList = z.infer<typeof configList>;
