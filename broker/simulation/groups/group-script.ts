/**
 * Plays a script of group requests and writes down what follows from each line: answers as they are released, and
 * records as they are appended. A line is a verb, a client's name and options (`key=value`):
 *
 *   config initialRebalanceDelayMs=3000     before anything else
 *   join a [v=5] [protocols=range:x,rr:y] [instance=i] [id=none] [session=10000] [rebalance=60000] [type=consumer]
 *   sync a [assign=a:1,b:2] [gen=1]    heartbeat a [gen=1]    leave a [v=4] [instance=i]
 *   commit a t-0=5 [gen=-1] [anyone]   offsets    describe [v=6]    list    delete [group=g]
 *   advance 3000    fail NOT_LEADER_OR_FOLLOWER    hold    release    reload    topics-deleted t    expire
 */
import type { ErrorName } from '../../protocol/error-codes';
import { errorCodes, errorName } from '../../protocol/error-codes';
import type { JoinGroupResponse } from '../../protocol/messages/join-group';
import { settle } from '../sim-clock';
import { groupRecordCodec } from '../../coordinator/group/records/group-record';
import { client, commitRequest, groupFixture, joinRequest, topicLookup, type GroupFixture } from './group-fixture';

interface Line {
  readonly verb: string;
  readonly name: string;
  readonly options: ReadonlyMap<string, string>;
}

interface ScriptClient {
  memberId: string;
  generationId: number;
}

function parse(text: string): Line {
  const [verb = '', ...words] = text.split(' ');
  const options = new Map<string, string>();
  let name = '';
  for (const word of words) {
    const at = word.indexOf('=');
    if (at >= 0) options.set(word.slice(0, at), word.slice(at + 1));
    else if (name === '') name = word;
    else options.set(word, '');
  }
  return { verb, name, options };
}

function isErrorName(text: string): text is ErrorName {
  return text in errorCodes;
}

function pairs(text: string | undefined): [string, string][] {
  return (text ?? '').split(',').flatMap((each): [string, string][] => {
    const [left = '', right = ''] = each.split(':');
    return left === '' ? [] : [[left, right]];
  });
}

export class GroupScript {
  private fixture: GroupFixture = groupFixture();
  private isStarted = false;
  private readonly clients = new Map<string, ScriptClient>();
  private readonly aliases = new Map<string, string>();
  private output: string[] = [];
  private recordsShown = 0;

  /** The lines that follow from one line of the script. */
  async play(text: string): Promise<readonly string[]> {
    this.output = [];
    const line = parse(text);
    if (line.verb === 'config') {
      const config = Object.fromEntries([...line.options].map(([key, value]) => [key, Number(value)]));
      this.fixture = groupFixture(config);
      return [];
    }
    if (!this.isStarted) {
      this.isStarted = true;
      this.fixture.coordinator.start();
      await this.fixture.coordinator.onElection(0, 1);
    }
    await this.run(line);
    await settle();
    this.showRecords();
    return this.output;
  }

  private async run(line: Line): Promise<void> {
    const { clock, coordinator, log } = this.fixture;
    switch (line.verb) {
      case 'join':
        this.join(line);
        return;
      case 'sync':
        this.sync(line);
        return;
      case 'heartbeat':
        return this.heartbeat(line);
      case 'leave':
        return this.leave(line);
      case 'commit':
        this.commit(line);
        return;
      case 'offsets':
        return this.offsets();
      case 'describe':
        return this.describe(line);
      case 'list': {
        const { groups, errorCode } = await coordinator.listGroups({ statesFilter: [], typesFilter: [] }, client(5));
        const names = groups.map((group) => `${group.groupId}:${group.groupState ?? ''}:${group.groupType ?? ''}`);
        this.say(`list: ${errorName(errorCode)} [${names.join(', ')}]`);
        return;
      }
      case 'delete': {
        const groupsNames = [line.options.get('group') ?? 'g'];
        const { results } = await coordinator.deleteGroups({ groupsNames }, client(2));
        for (const { groupId, errorCode } of results) this.say(`delete ${groupId}: ${errorName(errorCode)}`);
        return;
      }
      case 'advance':
        return clock.advance(Number(line.name));
      case 'fail':
        if (!isErrorName(line.name)) throw new Error(`no such error: ${line.name}`);
        log.failNextAppend(line.name);
        return;
      case 'hold':
        log.hold();
        return;
      case 'release':
        log.release();
        return;
      case 'reload':
        coordinator.onResignation(0);
        await settle();
        return coordinator.onElection(0, 2);
      case 'topics-deleted':
        coordinator.onTopicsDeleted([line.name]);
        return;
      default:
        throw new Error(`no such verb: ${line.verb}`);
    }
  }

  private join({ name, options }: Line): void {
    const own = this.clientOf(name);
    const request = joinRequest({
      memberId: options.get('id') === 'none' ? '' : own.memberId,
      groupInstanceId: options.get('instance') ?? null,
      protocolType: options.get('type') ?? 'consumer',
      protocols: pairs(options.get('protocols') ?? 'range:m').map(([protocol, metadata]) => ({
        name: protocol,
        metadata: Buffer.from(metadata),
      })),
      sessionTimeoutMs: Number(options.get('session') ?? 10_000),
      rebalanceTimeoutMs: Number(options.get('rebalance') ?? 60_000),
    });
    const answered = this.fixture.coordinator.joinGroup(request, client(Number(options.get('v') ?? 5), name));
    void answered.then((response) => {
      const error = errorName(response.errorCode);
      if (response.memberId !== '') {
        own.memberId = response.memberId;
        this.aliasOf(response.memberId, name);
      }
      if (response.errorCode === 0) own.generationId = response.generationId ?? -1;
      this.say(`${name} join: ${error}${response.errorCode === 0 ? this.generation(response) : ''}`);
    });
  }

  private generation(response: JoinGroupResponse): string {
    const members = response.members.map((member) => `${this.alias(member.memberId)}:${member.metadata.toString()}`);
    const skip = response.skipAssignment === true ? ' skip-assignment' : '';
    const parts = [
      `generation=${String(response.generationId)}`,
      `protocol=${response.protocolName ?? 'null'}`,
      `leader=${this.alias(response.leader)}`,
      `me=${this.alias(response.memberId)}`,
      `members=[${members.join(', ')}]`,
    ];
    return ` ${parts.join(' ')}${skip}`;
  }

  private sync({ name, options }: Line): void {
    const own = this.clientOf(name);
    const assignments = pairs(options.get('assign')).map(([member, assignment]) => ({
      memberId: this.clientOf(member).memberId,
      assignment: Buffer.from(assignment),
    }));
    const request = {
      groupId: 'g',
      generationId: Number(options.get('gen') ?? own.generationId),
      memberId: own.memberId,
      groupInstanceId: options.get('instance') ?? null,
      protocolType: options.get('type') ?? null,
      protocolName: options.get('protocol') ?? null,
      assignments,
    };
    void this.fixture.coordinator.syncGroup(request, client(5, name)).then((response) => {
      const assignment = response.errorCode === 0 ? ` assignment=${response.assignment.toString()}` : '';
      this.say(`${name} sync: ${errorName(response.errorCode)}${assignment}`);
    });
  }

  private async heartbeat({ name, options }: Line): Promise<void> {
    const own = this.clientOf(name);
    const request = {
      groupId: 'g',
      generationId: Number(options.get('gen') ?? own.generationId),
      memberId: own.memberId,
      groupInstanceId: options.get('instance') ?? null,
    };
    const { errorCode } = await this.fixture.coordinator.heartbeat(request, client(4, name));
    this.say(`${name} heartbeat: ${errorName(errorCode)}`);
  }

  private async leave({ name, options }: Line): Promise<void> {
    const version = Number(options.get('v') ?? 4);
    const groupInstanceId = options.get('instance') ?? null;
    const memberId = options.get('id') === 'none' ? '' : this.clientOf(name).memberId;
    const request = { groupId: 'g', memberId, members: [{ memberId, groupInstanceId, reason: null }] };
    const response = await this.fixture.coordinator.leaveGroup(request, client(version, name));
    const [member] = response.members ?? [];
    this.say(`${name} leave: ${errorName(member?.errorCode ?? response.errorCode)}`);
  }

  private commit({ name, options }: Line): void {
    const own = options.has('anyone') ? { memberId: '', generationId: -1 } : this.clientOf(name);
    const request = commitRequest(Number(options.get('t-0') ?? 0), {
      memberId: own.memberId,
      generationIdOrMemberEpoch: Number(options.get('gen') ?? own.generationId),
      groupInstanceId: options.get('instance') ?? null,
    });
    const version = Number(options.get('v') ?? 9);
    void this.fixture.coordinator.offsetCommit(request, client(version, name), topicLookup).then((response) => {
      const code = response.topics[0]?.partitions[0]?.errorCode ?? -1;
      this.say(`${name} commit: ${errorName(code)}`);
    });
  }

  private async offsets(): Promise<void> {
    const groups = [{ groupId: 'g', memberId: null, memberEpoch: -1, topics: null }];
    const request = { groupId: '', topics: null, groups, requireStable: false };
    const response = await this.fixture.coordinator.offsetFetch(request, client(8), topicLookup);
    for (const group of response.groups ?? []) {
      const offsets = (group.topics ?? []).flatMap((topic) =>
        (topic.partitions ?? []).map(
          (each) => `${topic.name ?? ''}-${String(each.partitionIndex)}=${String(each.committedOffset)}`,
        ),
      );
      this.say(`offsets: ${errorName(group.errorCode ?? 0)} [${offsets.join(', ')}]`);
    }
  }

  private async describe({ options }: Line): Promise<void> {
    const version = Number(options.get('v') ?? 6);
    const request = { groups: ['g'], includeAuthorizedOperations: false };
    const { groups } = await this.fixture.coordinator.describeGroups(request, client(version));
    for (const group of groups) {
      const members = group.members.map((member) => {
        const assignment = member.memberAssignment.toString();
        return `${this.alias(member.memberId)}:${assignment}`;
      });
      const state = `${group.groupState} protocol=${group.protocolData} members=[${members.join(', ')}]`;
      this.say(`describe: ${errorName(group.errorCode)} ${state}`);
    }
  }

  private showRecords(): void {
    const { appended } = this.fixture.log;
    for (const { key, value } of appended.slice(this.recordsShown)) {
      const record = groupRecordCodec.decode(key, value);
      if (record?.kind === 'offset') {
        const committed = record.committed === null ? 'null' : String(record.committed.offset);
        this.say(`log: ${record.groupId} ${record.topic}-${String(record.partition)} ${committed}`);
      } else if (record !== undefined) {
        const { metadata } = record;
        const members = metadata?.members.map((each) => `${this.alias(each.memberId)}:${each.assignment.toString()}`);
        const facts =
          metadata === null
            ? 'null'
            : `generation=${String(metadata.generation)} protocol=${metadata.protocol ?? 'null'} members=[${(members ?? []).join(', ')}]`;
        this.say(`log: ${record.groupId} ${facts}`);
      }
    }
    this.recordsShown = appended.length;
  }

  private clientOf(name: string): ScriptClient {
    const known = this.clients.get(name);
    if (known !== undefined) return known;
    const fresh = { memberId: '', generationId: -1 };
    this.clients.set(name, fresh);
    return fresh;
  }

  /** The first id of client `a` is called `a`, the second `a2`, and so on. */
  private aliasOf(memberId: string, name: string): string {
    const known = this.aliases.get(memberId);
    if (known !== undefined) return known;
    const count = [...this.aliases.values()].filter((alias) => alias.replace(/\d+$/, '') === name).length;
    const alias = count === 0 ? name : `${name}${String(count + 1)}`;
    this.aliases.set(memberId, alias);
    return alias;
  }

  private alias(memberId: string): string {
    if (memberId === '') return '-';
    const name = memberId.slice(0, memberId.length - 37);
    return this.aliasOf(memberId, name);
  }

  private say(line: string): void {
    this.output.push(line);
  }
}
