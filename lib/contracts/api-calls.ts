import type * as z from 'zod/mini';
import { brokerActionDone, brokerDetail, brokerList, logDirs, quorum } from './broker';
import { clusterDetail, clusterList, clusterSummary, health } from './cluster';
import { alterConfigsRequest, configList, configsAltered } from './config';
import { clusterDraft, connectionTest } from './connection-test';
import { clusterEvents } from './event';
import { groupDetail, groupListQuery, groupPage, topicGroups } from './group';
import { histogramQuery, topicHistogram } from './histogram';
import { streamStopped } from './job';
import { keyQuery, latestKeysQuery } from './keys';
import { proof } from './lab';
import {
  checkRequest,
  checkResponse,
  partitionOfKeyRequest,
  partitionOfKeyResponse,
  publishQuery,
  publishRequest,
  publishResponse,
} from './publish';
import { exportQuery, recordQuery, recordsPage, recordsQuery, singleRecord, tryFilterAnswer, tryFilterQuery } from './record';
import {
  leaderElectionRequest,
  leaderElectionResponse,
  preferredLeaderRequest,
  reassignmentList,
  reassignmentRequest,
  reassignmentResponse,
  replicaMap,
  replicaMapQuery,
} from './replicas';
import { streamUpdate, streamUpdated } from './stream';
import { createTopicRequest, topicDeleted, topicDetail, topicListQuery, topicPage } from './topic';
import {
  deleteRecordsRequest,
  dryRunQuery,
  growTopicRequest,
  recordsDeleted,
  recreateTopicRequest,
  topicGrown,
  topicRecreated,
} from './topic-actions';
import { copyRequest, redriveRequest } from './transfer';
import { sampleRequest, sampleResponse, valueSchemas } from './value-schema';
import { repeatRequest } from './write-run';

/** One call of the API, from which its documentation is made. Path parameters stand in braces. */
export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** The status of success. */
  readonly status?: number;
  /** A schema of JSON; or `events`: server-sent events, `file`: bytes to keep, `anything`: JSON without a schema. */
  readonly answer: z.ZodMiniType | 'events' | 'file' | 'anything';
}

const inCluster = '/api/v1/clusters/{cluster}';
const inTopic = `${inCluster}/topics/{topic}`;

const clusterCalls: readonly ApiCall[] = [
  { method: 'GET', path: '/api/v1/health', summary: 'Whether the console serves and its clusters answer', answer: health },
  { method: 'GET', path: '/api/v1/openapi.json', summary: 'This document', answer: 'anything' },
  { method: 'GET', path: '/api/v1/clusters', summary: 'The clusters', answer: clusterList },
  { method: 'POST', path: '/api/v1/clusters', summary: 'Add a cluster', body: clusterDraft, status: 201, answer: clusterSummary },
  {
    method: 'POST',
    path: '/api/v1/connection-tests',
    summary: 'Try a connection step by step',
    body: clusterDraft,
    answer: connectionTest,
  },
  { method: 'GET', path: inCluster, summary: 'A cluster, its brokers and counts', answer: clusterDetail },
  { method: 'DELETE', path: inCluster, summary: 'Take an added cluster off the list', answer: 'anything' },
  { method: 'GET', path: `${inCluster}/events`, summary: 'What happened in it lately', answer: clusterEvents },
  { method: 'GET', path: `${inCluster}/quorum`, summary: 'The metadata quorum', answer: quorum },
  { method: 'GET', path: `${inCluster}/stream`, summary: 'Everything that ticks on one page', answer: 'events' },
  {
    method: 'PUT',
    path: '/api/v1/streams/{stream}',
    summary: 'What flows in an open stream',
    body: streamUpdate,
    answer: streamUpdated,
  },
  {
    method: 'DELETE',
    path: '/api/v1/streams/{stream}',
    summary: 'End a stream; long work says its result',
    answer: streamStopped,
  },
];

const brokerCalls: readonly ApiCall[] = [
  { method: 'GET', path: `${inCluster}/brokers`, summary: 'The brokers', answer: brokerList },
  { method: 'GET', path: `${inCluster}/brokers/{broker}`, summary: 'A broker', answer: brokerDetail },
  { method: 'GET', path: `${inCluster}/brokers/{broker}/configs`, summary: 'Its configs', answer: configList },
  { method: 'GET', path: `${inCluster}/brokers/{broker}/log-dirs`, summary: 'Its log directories', answer: logDirs },
  {
    method: 'POST',
    path: `${inCluster}/brokers/{broker}/{action}`,
    summary: 'Stop, kill, freeze, thaw, start, restart or wipe a broker (local cluster only)',
    answer: brokerActionDone,
  },
  { method: 'GET', path: `${inCluster}/lab/proof`, summary: 'The live proof of the lab', answer: proof },
  { method: 'POST', path: `${inCluster}/lab/proof/{action}`, summary: 'Start, stop or reset it', answer: proof },
];

const replicaCalls: readonly ApiCall[] = [
  { method: 'GET', path: `${inCluster}/replicas`, summary: 'The replica map', query: replicaMapQuery, answer: replicaMap },
  {
    method: 'POST',
    path: `${inCluster}/leader-elections`,
    summary: 'Elect leaders',
    body: leaderElectionRequest,
    answer: leaderElectionResponse,
  },
  { method: 'GET', path: `${inCluster}/reassignments`, summary: 'Partitions that are being moved', answer: reassignmentList },
  {
    method: 'POST',
    path: `${inCluster}/reassignments`,
    summary: 'Move replicas',
    body: reassignmentRequest,
    answer: reassignmentResponse,
  },
  {
    method: 'POST',
    path: `${inTopic}/partitions/{partition}/preferred-leader`,
    summary: 'Make a broker the preferred leader of a partition',
    body: preferredLeaderRequest,
    answer: 'anything',
  },
];

const groupCalls: readonly ApiCall[] = [
  { method: 'GET', path: `${inCluster}/groups`, summary: 'A page of groups', query: groupListQuery, answer: groupPage },
  { method: 'GET', path: `${inCluster}/groups/{group}`, summary: 'A group, its members and lag', answer: groupDetail },
  { method: 'GET', path: `${inTopic}/groups`, summary: 'The groups that read a topic', answer: topicGroups },
];

const topicCalls: readonly ApiCall[] = [
  { method: 'GET', path: `${inCluster}/topics`, summary: 'A page of topics', query: topicListQuery, answer: topicPage },
  {
    method: 'POST',
    path: `${inCluster}/topics`,
    summary: 'Create a topic',
    body: createTopicRequest,
    status: 201,
    answer: topicDetail,
  },
  { method: 'GET', path: inTopic, summary: 'A topic and its partitions', answer: topicDetail },
  { method: 'DELETE', path: inTopic, summary: 'Delete a topic', answer: topicDeleted },
  {
    method: 'POST',
    path: `${inTopic}/partitions`,
    summary: 'Add partitions',
    query: dryRunQuery,
    body: growTopicRequest,
    answer: topicGrown,
  },
  {
    method: 'POST',
    path: `${inTopic}/recreate`,
    summary: 'Delete a topic and make it again with the same partitions, replicas and configs',
    query: dryRunQuery,
    body: recreateTopicRequest,
    answer: topicRecreated,
  },
  {
    method: 'POST',
    path: `${inTopic}/records/delete`,
    summary: 'Empty a topic, or cut it',
    query: dryRunQuery,
    body: deleteRecordsRequest,
    answer: recordsDeleted,
  },
  { method: 'GET', path: `${inTopic}/configs`, summary: 'The configs of a topic', answer: configList },
  {
    method: 'PATCH',
    path: `${inTopic}/configs`,
    summary: 'Change configs',
    query: dryRunQuery,
    body: alterConfigsRequest,
    answer: configsAltered,
  },
];

const recordCalls: readonly ApiCall[] = [
  { method: 'GET', path: `${inTopic}/records`, summary: 'A page of records', query: recordsQuery, answer: recordsPage },
  {
    method: 'POST',
    path: `${inTopic}/records`,
    summary: 'Publish',
    query: publishQuery,
    body: publishRequest,
    answer: publishResponse,
  },
  {
    method: 'GET',
    path: `${inTopic}/records/stream`,
    summary: 'Records as they come, for curl and scripts',
    query: recordsQuery,
    answer: 'events',
  },
  {
    method: 'GET',
    path: `${inTopic}/records/search`,
    summary: 'Matching records and how far the search is, until it ends or is left',
    query: recordsQuery,
    answer: 'events',
  },
  {
    method: 'GET',
    path: `${inTopic}/records/try-filter`,
    summary: 'Whether a filter matches a record, and why not',
    query: tryFilterQuery,
    answer: tryFilterAnswer,
  },
  {
    method: 'GET',
    path: `${inTopic}/export`,
    summary: 'All matching records as JSON Lines or CSV, as they were written or, with as=read, decoded',
    query: exportQuery,
    answer: 'file',
  },
  { method: 'GET', path: `${inTopic}/keys`, summary: 'All records of one key, with progress', query: keyQuery, answer: 'events' },
  {
    method: 'GET',
    path: `${inTopic}/keys/latest`,
    summary: 'The latest record of every key, with progress',
    query: latestKeysQuery,
    answer: 'events',
  },
  {
    method: 'GET',
    path: `${inTopic}/histogram`,
    summary: 'How many records were written when, estimated from offsets by time',
    query: histogramQuery,
    answer: topicHistogram,
  },
  { method: 'GET', path: `${inTopic}/stats`, summary: 'Analyse all of a topic, with progress', answer: 'events' },
  {
    method: 'GET',
    path: `${inTopic}/records/{partition}/{offset}`,
    summary: 'One record; ?raw=key or ?raw=value gives its bytes',
    query: recordQuery,
    answer: singleRecord,
  },
  {
    method: 'POST',
    path: `${inTopic}/records/check`,
    summary: 'Where records would go, or why they would be refused; writes nothing',
    body: checkRequest,
    answer: checkResponse,
  },
  {
    method: 'GET',
    path: `${inTopic}/value-schemas`,
    summary: 'What values can be checked by before they are published',
    answer: valueSchemas,
  },
  {
    method: 'POST',
    path: `${inTopic}/value-schemas/sample`,
    summary: 'A made-up value of a schema; writes nothing',
    body: sampleRequest,
    answer: sampleResponse,
  },
  {
    method: 'POST',
    path: `${inTopic}/records/repeat`,
    summary: 'Publish a record many times, as fast as it goes or at a rate',
    query: publishQuery,
    body: repeatRequest,
    answer: 'events',
  },
  {
    method: 'POST',
    path: `${inTopic}/records/copy`,
    summary: 'Copy records to another topic, with progress; a dry run counts them',
    query: dryRunQuery,
    body: copyRequest,
    answer: 'events',
  },
  {
    method: 'POST',
    path: `${inTopic}/records/redrive`,
    summary: 'Copy the records of a dead-letter topic to the topics their headers name; a dry run counts them',
    query: dryRunQuery,
    body: redriveRequest,
    answer: 'events',
  },
  {
    method: 'POST',
    path: `${inTopic}/partition-of-key`,
    summary: 'Where a key would go',
    body: partitionOfKeyRequest,
    answer: partitionOfKeyResponse,
  },
];

/** Every call there is, besides the answer to unknown paths. */
export const apiCalls: readonly ApiCall[] = [
  ...clusterCalls,
  ...brokerCalls,
  ...replicaCalls,
  ...groupCalls,
  ...topicCalls,
  ...recordCalls,
];
