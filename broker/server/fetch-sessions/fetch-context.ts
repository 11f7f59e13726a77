import { errorCodes, type ErrorCode } from '../../protocol/error-codes';
import type { FetchRequest, FetchResponse } from '../../protocol/messages/fetch';
import {
  askedPartitions,
  type AnsweredPartition,
  type AskedPartition,
  type FetchSession,
  type PartitionData,
} from './fetch-session';
import type { FetchSessionCache } from './fetch-session-cache';

/** What a request asks for, with the part of it that its session remembers. */
export interface FetchContext {
  /** The request as a whole is refused: its session is not what the client believes. */
  readonly errorCode: ErrorCode;
  readonly partitions: readonly AskedPartition[];
  /** A later request of the session is there: this one need not wait any longer. */
  isOvertaken(): boolean;
  /** The part of the response that depends on the session. */
  respond(answers: readonly AnsweredPartition[]): Pick<FetchResponse, 'sessionId' | 'responses'>;
}

const finalEpoch = -1;
const initialEpoch = 0;

/** Opens, continues or closes a session as the request says (KIP-227). */
export function fetchContext(
  sessions: FetchSessionCache,
  request: FetchRequest,
  { usesTopicIds, isFollower }: { readonly usesTopicIds: boolean; readonly isFollower: boolean },
): FetchContext {
  const { sessionId, sessionEpoch, topics } = request;
  if (sessionEpoch === initialEpoch || sessionEpoch === finalEpoch) {
    if (sessionId !== 0) sessions.remove(sessionId);
    const partitions = askedPartitions(topics);
    const isWanted = sessionEpoch === initialEpoch && partitions.length > 0;
    const session = isWanted ? sessions.create({ usesTopicIds, isPrivileged: isFollower, size: partitions.length }) : undefined;
    session?.add(partitions);
    return fullContext(partitions, session);
  }
  const session = sessions.use(sessionId);
  if (session === undefined) return refusedContext(errorCodes.FETCH_SESSION_ID_NOT_FOUND);
  if (session.epoch !== sessionEpoch) return refusedContext(errorCodes.INVALID_FETCH_SESSION_EPOCH);
  if (session.usesTopicIds !== usesTopicIds) return refusedContext(errorCodes.FETCH_SESSION_TOPIC_ID_ERROR);
  session.advance(request);
  if (session.size > 0) return incrementalContext(session);
  sessions.remove(sessionId);
  return fullContext([], undefined);
}

/** Every partition is answered, and is in the response in the order of the request. */
function fullContext(partitions: readonly AskedPartition[], session: FetchSession | undefined): FetchContext {
  const epoch = session?.epoch;
  return {
    errorCode: errorCodes.NONE,
    partitions,
    isOvertaken: () => session?.epoch !== epoch,
    respond(answers) {
      session?.tell(answers);
      return { sessionId: session?.id ?? 0, responses: byTopic(answers) };
    },
  };
}

/** Only what changed is in the response. */
function incrementalContext(session: FetchSession): FetchContext {
  const { epoch } = session;
  return {
    errorCode: errorCodes.NONE,
    partitions: session.partitions,
    isOvertaken: () => session.epoch !== epoch,
    respond: (answers) => ({ sessionId: session.id, responses: byTopic(session.tell(answers)) }),
  };
}

function refusedContext(errorCode: ErrorCode): FetchContext {
  return { errorCode, partitions: [], isOvertaken: () => false, respond: () => ({ sessionId: 0, responses: [] }) };
}

type TopicResponse = FetchResponse['responses'][number];

function byTopic(answers: readonly AnsweredPartition[]): TopicResponse[] {
  const topics = new Map<string, { topic: string; topicId: string; partitions: PartitionData[] }>();
  for (const { partition, data } of answers) {
    const { topic, topicId } = partition;
    const key = `${topicId} ${topic}`;
    const known = topics.get(key);
    if (known === undefined) topics.set(key, { topic, topicId, partitions: [data] });
    else known.partitions.push(data);
  }
  return [...topics.values()];
}
