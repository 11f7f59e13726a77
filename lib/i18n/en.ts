import { brokers } from './en/brokers';
import { clusters } from './en/clusters';
import { common } from './en/common';
import { compare } from './en/compare';
import { config } from './en/config';
import { copyAs } from './en/copy-as';
import { decoding } from './en/decoding';
import { errors } from './en/errors';
import { events } from './en/events';
import { groups } from './en/groups';
import { keys } from './en/keys';
import { lab } from './en/lab';
import { layout } from './en/layout';
import { limits } from './en/limits';
import { messages } from './en/messages';
import { overview } from './en/overview';
import { partitions } from './en/partitions';
import { publish } from './en/publish';
import { record } from './en/record';
import { run } from './en/run';
import { settings } from './en/settings';
import { statistics } from './en/statistics';
import { tail } from './en/tail';
import { topicActions } from './en/topic-actions';
import { topics } from './en/topics';
import { transfer } from './en/transfer';

/** The English catalogue: one file per feature, strings with {placeholders} and plurals only, so that it can be sent to the browser. */
export const en = {
  brokers,
  clusters,
  common,
  compare,
  config,
  copyAs,
  decoding,
  errors,
  events,
  groups,
  keys,
  lab,
  layout,
  limits,
  messages,
  overview,
  partitions,
  publish,
  record,
  run,
  settings,
  statistics,
  tail,
  topicActions,
  topics,
  transfer,
} as const;
