/**
 * Plays a script over a simulated quorum and writes down what follows from each line: requests with their answers, and
 * what becomes of each node. Every message takes 1 ms, every write to a disk 2 ms. A line is a verb and what it needs:
 *
 *   quorum 3 [observers=1] [autoJoin] [wipedMajority=10000] [seed=1]   before anything else; nodes are numbered from 1
 *   start 1 2 3      kill 1      lose-power 1      wipe 3      freeze 1      thaw 1
 *   cut 1 2          both ways between 1 and 2; `cut 1>2` one way            heal
 *   run 500          lets so many ms pass          until-leader       or until a leader has committed
 *   append 5         so many batches of one record, by the leader          snapshot 1
 *   resign           add 4            remove 1        by a request to the leader
 *   state            a line for each node          messages off | votes | all
 */
import type { RaftReply, RaftRequest, RaftResponse } from '../../raft/raft-message';
import type { Ready } from '../../raft/ready';
import type { Voter } from '../../raft/voter-set';
import { QuorumChecks } from './quorum-checks';
import { requestText, responseText } from './raft-texts';
import { SimQuorum, type QuorumWatcher } from './sim-quorum';
import type { SimReplica } from './sim-replica';

export class RaftScript implements QuorumWatcher {
  readonly #checks = new QuorumChecks();
  readonly #roles = new Map<SimReplica, string>();
  readonly #hopeless = new Set<SimReplica>();
  #quorum = new SimQuorum({ seed: 1, voters: 1 });
  #output: string[] = [];
  #shown: 'off' | 'votes' | 'all' = 'votes';
  #nextValue = 0;

  /** The lines that follow from one line of the script. */
  play(text: string): readonly string[] {
    this.#output = [];
    const [verb = '', ...words] = text.split(' ');
    this.#run(verb, words);
    return this.#output;
  }

  #run(verb: string, words: readonly string[]): void {
    const quorum = this.#quorum;
    const ids = words.map(Number);
    switch (verb) {
      case 'quorum':
        this.#create(words);
        return;
      case 'start':
        for (const id of ids) quorum.start(id);
        return;
      case 'kill':
        for (const id of ids) quorum.kill(id);
        return;
      case 'lose-power':
        for (const id of ids) quorum.kill(id, { losesPower: true });
        return;
      case 'wipe':
        for (const id of ids) quorum.wipe(id);
        return;
      case 'freeze':
        for (const id of ids) this.#running(id).isFrozen = true;
        return;
      case 'thaw':
        for (const id of ids) this.#running(id).thaw();
        return;
      case 'cut':
        this.#cut(words);
        return;
      case 'heal':
        quorum.heal();
        return;
      case 'run':
        quorum.run(ids[0] ?? 0);
        return;
      case 'until-leader':
        this.#untilLeader();
        return;
      case 'append':
        this.#append(ids[0] ?? 1);
        return;
      case 'snapshot':
        for (const id of ids) this.#say(`snapshot of ${id}: ${quorum.snapshot(id) ? 'written' : 'nothing new'}`);
        return;
      case 'resign':
        this.#leader.step({ type: 'resign', epoch: this.#leader.raft.epoch });
        return;
      case 'add':
      case 'remove':
        this.#changeVoters(verb, ids[0] ?? 0);
        return;
      case 'state':
        this.#showState();
        return;
      case 'messages':
        this.#shown = words[0] === 'off' ? 'off' : words[0] === 'all' ? 'all' : 'votes';
        return;
      default:
        throw new Error(`no such verb: ${verb}`);
    }
  }

  #create(words: readonly string[]): void {
    const options = new Map(words.slice(1).map((word): [string, string] => [word.split('=')[0] ?? '', word.split('=')[1] ?? '']));
    this.#quorum = new SimQuorum({
      seed: Number(options.get('seed') ?? 1),
      voters: Number(words[0]),
      observers: Number(options.get('observers') ?? 0),
      config: {
        autoJoin: options.has('autoJoin'),
        ...(options.has('wipedMajority') ? { wipedMajorityMs: Number(options.get('wipedMajority')) } : {}),
      },
      watch: this,
    });
    this.#checks.watch(this.#quorum);
  }

  #running(id: number): SimReplica {
    const replica = this.#quorum.running(id);
    if (replica === undefined) throw new Error(`node ${id} is down`);
    return replica;
  }

  get #leader(): SimReplica {
    const { leader } = this.#quorum;
    if (leader === undefined) throw new Error('there is no leader');
    return leader;
  }

  #cut(words: readonly string[]): void {
    if (words.length === 1) {
      const [from, to] = (words[0] ?? '').split('>').map(Number);
      this.#quorum.cut(from ?? 0, to ?? 0);
      return;
    }
    const [a, b] = words.map(Number);
    this.#quorum.cut(a ?? 0, b ?? 0);
    this.#quorum.cut(b ?? 0, a ?? 0);
  }

  #untilLeader(): void {
    const { events } = this.#quorum;
    const startMs = events.nowMs;
    const isDone = this.#quorum.run(10_000, () => {
      const { leader } = this.#quorum;
      return leader !== undefined && leader.raft.log.highWatermark === leader.raft.log.endOffset && !leader.isFrozen;
    });
    this.#say(isDone ? `a leader has committed after ${events.nowMs - startMs} ms` : 'no leader');
  }

  #append(batches: number): void {
    for (let index = 0; index < batches; index += 1) {
      this.#nextValue += 1;
      this.#leader.propose([this.#nextValue]);
    }
  }

  #changeVoters(verb: 'add' | 'remove', id: number): void {
    const { directoryId } = this.#quorum.disk(id);
    const voter: Voter = { id, directoryId, endpoints: [] };
    const request: RaftRequest =
      verb === 'add'
        ? { kind: 'addVoter', voter, timeoutMs: 1000, ackWhenCommitted: true }
        : { kind: 'removeVoter', voter: this.#leader.raft.log.votersInForce.withId(id) ?? voter };
    this.#quorum.ask(this.#leader.id, request, (reply: RaftReply) => {
      this.#say(`${verb} ${id}: ${reply.error}${reply.message === undefined ? '' : ` ${reply.message}`}`);
    });
  }

  #showState(): void {
    for (const id of this.#quorum.ids) {
      const replica = this.#quorum.replicas.get(id);
      if (replica?.isAlive !== true) this.#say(`${id} down`);
      else this.#say(`${id}${replica.isFrozen ? ' frozen' : ''} ${stateText(replica)}`);
    }
  }

  onReady(replica: SimReplica, ready: Ready): void {
    this.#checks.onReady(replica, ready);
    const { id, raft } = replica;
    const role = `${raft.roleName} epoch=${raft.epoch}${raft.roleName === 'follower' ? ` of ${raft.leaderId}` : ''}`;
    if (this.#roles.get(replica) !== role) {
      this.#roles.set(replica, role);
      this.#say(`${id} becomes ${role}`);
    }
    if (ready.truncateTo !== undefined) this.#say(`${id} cuts its log at ${ready.truncateTo}`);
    if (ready.installSnapshot !== undefined) this.#say(`${id} installs the snapshot up to ${ready.installSnapshot.endOffset}`);
    for (const append of ready.appends) {
      if (append.kind !== 'voters') continue;
      this.#say(`${id} appends the voters ${append.voters.voters.map((voter) => voter.id).join(', ')} at ${append.startOffset}`);
    }
    if (ready.highWatermark !== undefined) this.#say(`${id} knows committed up to ${ready.highWatermark}`);
    if (ready.wipedVoters !== undefined && !this.#hopeless.has(replica)) {
      this.#hopeless.add(replica);
      this.#say(`${id} gives up: voters ${ready.wipedVoters.join(', ')} were wiped`);
    }
  }

  onRequest(from: number, to: number, request: RaftRequest, outcome: 'sent' | 'lost' | 'refused'): void {
    if (!this.#shows(request)) return;
    this.#say(`${from}→${to} ${requestText(request)}${outcome === 'sent' ? '' : ` (${outcome})`}`);
  }

  onResponse(from: number, to: number, request: RaftRequest, response: RaftResponse): void {
    if (this.#shows(request)) this.#say(`${from}→${to} ${responseText(request, response)}`);
  }

  #shows({ kind }: RaftRequest): boolean {
    if (this.#shown === 'votes') return kind !== 'fetch' && kind !== 'fetchSnapshot' && kind !== 'beginQuorumEpoch';
    return this.#shown === 'all';
  }

  #say(line: string): void {
    this.#output.push(`${String(this.#quorum.events.nowMs).padStart(5)} ${line}`);
  }
}

function stateText({ raft }: SimReplica): string {
  const { startOffset, endOffset, highWatermark, lastEpoch, votersInForce } = raft.log;
  const voters = votersInForce.voters.map(({ id }) => id).join(',');
  const log = `log=${startOffset}..${endOffset}@${lastEpoch}`;
  return `${raft.roleName} epoch=${raft.epoch} leader=${raft.leaderId} ${log} committed=${highWatermark} voters=${voters}`;
}
