import { backoffMs } from './peer-requests';
import type { FetchRequest, FetchResponse, FetchSnapshotRequest, RaftRequest, RaftResponse, SnapshotId } from './raft-message';
import { fetchRequest, Role, type RaftContext } from './role';
import { VoterUpkeep } from './voter-upkeep';

/** A snapshot that is being fetched, from `position` on. */
interface Download {
  readonly snapshot: SnapshotId;
  readonly position: number;
}

/**
 * Fetches from the leader of its epoch, one request at a time. The next fetch says that what the last one brought is on
 * the disk, so it waits for the flush.
 *
 *   → prospective   a voter: no fetch worked for the fetch timeout, or the leader's process is gone, or it says it does
 *                   not lead
 *   → unattached    an observer, for the same reasons
 *   → follower      a greater epoch with a leader
 */
export class Follower extends Role {
  readonly name = 'follower';
  readonly #leaderId: number;
  readonly #upkeep: VoterUpkeep;
  #fetchTimeoutMs: number;
  /** The last fetch worked. */
  #hearsLeader = false;
  #underWay: FetchRequest | FetchSnapshotRequest | undefined;
  #nextMs: number;
  #failures = 0;
  #leaderHighWatermark = 0;
  #download: Download | undefined;
  #isInstalling = false;

  constructor(node: RaftContext, nowMs: number, leaderId: number) {
    super(node);
    this.#leaderId = leaderId;
    this.#upkeep = new VoterUpkeep(node, () => this.isCaughtUp);
    this.#nextMs = nowMs;
    this.#fetchTimeoutMs = nowMs + node.config.fetchTimeoutMs;
  }

  override get leaderId(): number {
    return this.#leaderId;
  }

  get isCaughtUp(): boolean {
    return this.#leaderHighWatermark > 0 && this.#leaderHighWatermark <= this.node.log.flushedOffset;
  }

  override get deadlineMs(): number {
    const nextMs = this.#canFetch ? this.#nextMs : Number.POSITIVE_INFINITY;
    return Math.min(this.#fetchTimeoutMs, nextMs, this.#upkeep.deadlineMs);
  }

  get #canFetch(): boolean {
    const { log } = this.node;
    return this.#underWay === undefined && !this.#isInstalling && log.flushedOffset === log.endOffset;
  }

  override tick(nowMs: number): void {
    if (nowMs >= this.#fetchTimeoutMs) {
      this.#loseLeader(nowMs, false);
      return;
    }
    this.#fetch(nowMs);
    const wanted = this.#upkeep.takeDue(nowMs);
    if (wanted !== undefined) this.node.outbox.send(this.#leaderId, wanted);
  }

  #fetch(nowMs: number): void {
    if (!this.#canFetch || nowMs < this.#nextMs) return;
    const { node } = this;
    const { self, epoch, config } = node;
    this.#underWay =
      this.#download === undefined
        ? fetchRequest(node, config.fetchMaxWaitMs)
        : { kind: 'fetchSnapshot', epoch, replica: self, ...this.#download };
    node.outbox.send(this.#leaderId, this.#underWay);
  }

  /** A voter that still hears from the leader does not help to replace it. */
  override grantsPreVote(): boolean {
    return !this.#hearsLeader;
  }

  override onResponse(_from: number, request: RaftRequest, response: RaftResponse, nowMs: number): void {
    if (this.#upkeep.settle(request, nowMs) || request !== this.#underWay) return;
    this.#underWay = undefined;
    if (response.error === 'NONE') {
      this.#hearsLeader = true;
      this.#failures = 0;
      this.#nextMs = nowMs;
      this.#fetchTimeoutMs = nowMs + this.node.config.fetchTimeoutMs;
      if (response.kind === 'fetch' && request.kind === 'fetch') this.#onFetched(request, response);
      else if (response.kind === 'fetchSnapshot') this.#onChunk(response.receivedBytes, response.sizeBytes);
      this.tick(nowMs);
    } else if (response.error === 'NOT_LEADER_OR_FOLLOWER') {
      this.#loseLeader(nowMs, true);
    } else {
      if (response.kind === 'fetchSnapshot') this.#download = undefined;
      this.#pause(nowMs);
    }
  }

  #onFetched({ fetchOffset }: FetchRequest, { records, diverging, snapshot, highWatermark }: FetchResponse): void {
    const { log, outbox, epoch } = this.node;
    // A snapshot may have taken the log's place while the request was under way.
    if (fetchOffset !== log.endOffset) return;
    if (diverging !== undefined) {
      const offset = log.divergingOffset(diverging);
      log.truncateTo(offset);
      outbox.truncateTo(offset);
    } else if (snapshot !== undefined) {
      if (snapshot.endOffset > log.highWatermark) this.#download = { snapshot, position: 0 };
    } else {
      // Only now is it known that everything here is in the leader's log too.
      this.#leaderHighWatermark = Math.max(this.#leaderHighWatermark, highWatermark);
      log.advanceHighWatermark(highWatermark);
      if (records === undefined) return;
      const { startOffset, endOffset } = records;
      log.appendFetched(records);
      outbox.append({ kind: 'fetched', startOffset, endOffset, epoch });
    }
  }

  #onChunk(receivedBytes: number, sizeBytes: number): void {
    if (this.#download === undefined) return;
    const { snapshot, position } = this.#download;
    if (position + receivedBytes < sizeBytes) {
      this.#download = { snapshot, position: position + receivedBytes };
      return;
    }
    this.#download = undefined;
    this.#isInstalling = true;
    this.node.outbox.installSnapshot(snapshot);
  }

  /** The snapshot is the log's start now, or was thrown away. */
  onInstalled(nowMs: number): void {
    this.#isInstalling = false;
    this.tick(nowMs);
  }

  override onLogProgress(nowMs: number): void {
    this.node.log.advanceHighWatermark(this.#leaderHighWatermark);
    this.tick(nowMs);
  }

  /** A connection that was closed is tried again at once: that tells whether the leader's process is gone. */
  override onUnanswered(_to: number, request: RaftRequest, nowMs: number): void {
    if (this.#upkeep.settle(request, nowMs) || request !== this.#underWay) return;
    this.#underWay = undefined;
    this.#hearsLeader = false;
    if (this.#failures === 0) {
      this.#failures = 1;
      this.#nextMs = nowMs;
      this.tick(nowMs);
    } else this.#pause(nowMs);
  }

  #pause(nowMs: number): void {
    this.#failures += 1;
    this.#nextMs = nowMs + backoffMs(this.node.config, this.#failures);
  }

  override onPeerRefused(nodeId: number, nowMs: number): void {
    if (nodeId === this.#leaderId) this.#loseLeader(nowMs, true);
  }

  /** `isGone`: it surely does not lead any more, so there is no going back to it in this epoch. */
  #loseLeader(nowMs: number, isGone: boolean): void {
    const goneLeaderId = isGone ? this.#leaderId : -1;
    if (this.node.isVoter) this.node.becomeProspective(nowMs, { goneLeaderId });
    else this.node.becomeUnattached(nowMs, { goneLeaderId });
  }
}
