import type { Catalogue } from './catalogue';
import { brokers } from './fa/brokers';
import { clusters } from './fa/clusters';
import { common } from './fa/common';
import { compare } from './fa/compare';
import { config } from './fa/config';
import { copyAs } from './fa/copy-as';
import { decoding } from './fa/decoding';
import { errors } from './fa/errors';
import { events } from './fa/events';
import { groups } from './fa/groups';
import { keys } from './fa/keys';
import { lab } from './fa/lab';
import { layout } from './fa/layout';
import { limits } from './fa/limits';
import { messages } from './fa/messages';
import { overview } from './fa/overview';
import { partitions } from './fa/partitions';
import { publish } from './fa/publish';
import { record } from './fa/record';
import { run } from './fa/run';
import { settings } from './fa/settings';
import { statistics } from './fa/statistics';
import { tail } from './fa/tail';
import { topicActions } from './fa/topic-actions';
import { topics } from './fa/topics';
import { transfer } from './fa/transfer';

/** The Persian catalogue, in the files of the English one. */
export const fa: Catalogue = {
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
};
