/**
 * Plays a script of what happens to brokers and partitions and writes down what the controller makes of it: answers, and
 * the brokers and partitions that changed. A line is a verb, a subject and options (`key=value`):
 *
 *   config min.insync.replicas=2            before anything else: properties of the controller's node
 *   topic orders 1,2,3 2,3,1 [min.insync.replicas=1]       the replicas of each partition
 *   set orders min.insync.replicas=2        also `set brokers …`, `set broker 1 …`
 *   register 1 [clean] [wiped] [connected]  a new process; without `clean` it does not name its last epoch, `wiped` it has
 *                                           a new directory, `connected` the old process was not seen to go
 *   heartbeat 1 [fence] [stop] [offset=5] [epoch=7]    join 1 [clean] [wiped] = register + heartbeat
 *   gone 1                                  nobody listens at its address
 *   wait 2000 [1,2]                         time passes, with heartbeats of these
 *   isr orders-0 1,2 [from=1] [e=0] [p=0] [stale=2] [recovering]    of the leader, with the epochs it should know
 *   reassign orders-0 2,3 [same-factor]     reassign orders-0 cancel     moves [orders-0]
 *   elect preferred orders-0                elect unclean orders-0
 *   logs 1 5:100                            how far broker 1 says its logs reach: epoch and offset; `none` to be silent
 *   unregister 1    delete orders    new-controller    show
 */
import { errorName } from '../../protocol/error-codes';
import { settle, SimClock } from '../sim-clock';
import {
  heartbeatOf,
  registrationOf,
  startController,
  testUuid,
  topicsRequest,
  type LoadedController,
} from './controller-fixture';
import { MemoryMetadataLog } from './memory-metadata-log';
import { metadataText } from './metadata-text';

interface Line {
  readonly verb: string;
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

interface ScriptBroker {
  starts: number;
  wipes: number;
  epoch: number;
}

function parse(text: string): Line {
  const [verb = '', ...rest] = text.split(' ');
  const options = rest
    .filter((word) => word.includes('='))
    .map((word): [string, string] => {
      const at = word.indexOf('=');
      return [word.slice(0, at), word.slice(at + 1)];
    });
  return { verb, words: rest.filter((word) => !word.includes('=')), options: new Map(options) };
}

function ids(text = ''): number[] {
  return text === '' ? [] : text.split(',').map(Number);
}

export class ControllerScript {
  private readonly clock = new SimClock();
  private readonly log = new MemoryMetadataLog();
  private readonly brokers = new Map<number, ScriptBroker>();
  private readonly logEnds = new Map<number, { lastEpoch: number; logEndOffset: number }>();
  private properties: Record<string, string> = {};
  private opened: LoadedController | undefined;
  private shown: ReadonlyMap<string, string> = new Map();
  private output: string[] = [];

  /** The lines that follow from one line of the script. */
  async play(text: string): Promise<readonly string[]> {
    this.output = [];
    const line = parse(text);
    if (line.verb === 'config') {
      this.properties = Object.fromEntries(line.options);
      return [];
    }
    this.opened ??= await this.open();
    await this.run(line, this.opened);
    await this.clock.advance(0);
    this.showChanges(line.verb === 'show');
    return this.output;
  }

  private async open(): Promise<LoadedController> {
    const { controller } = await startController({
      brokers: [],
      properties: this.properties,
      log: this.log,
      clock: this.clock,
      askReplicaLogInfo: (brokerId, topicPartitions) => {
        const end = this.logEnds.get(brokerId);
        return Promise.resolve(end === undefined ? [] : topicPartitions.map((each) => ({ ...each, ...end })));
      },
    });
    return controller;
  }

  private async run(line: Line, controller: LoadedController): Promise<void> {
    const { verb, words, options } = line;
    const [subject = ''] = words;
    switch (verb) {
      case 'topic':
        return this.createTopic(line, controller);
      case 'set':
        return this.setConfigs(line, controller);
      case 'register':
        return this.register(line, controller);
      case 'heartbeat':
        return this.heartbeat(line, controller);
      case 'join':
        await this.register(line, controller);
        return this.heartbeat({ ...line, words: [subject] }, controller);
      case 'gone':
        return controller.brokerUnreachable({ brokerId: Number(subject), brokerEpoch: this.broker(Number(subject)).epoch });
      case 'wait':
        return this.wait(Number(subject), ids(words[1]), controller);
      case 'isr':
        return this.proposeIsr(line, controller);
      case 'reassign':
        return this.reassign(line, controller);
      case 'moves':
        return this.listMoves(line, controller);
      case 'elect':
        return this.elect(line, controller);
      case 'logs': {
        const [lastEpoch = -1, logEndOffset = 0] = (words[1] ?? '').split(':').map(Number);
        if (words[1] === 'none') this.logEnds.delete(Number(subject));
        else this.logEnds.set(Number(subject), { lastEpoch, logEndOffset });
        return;
      }
      case 'unregister': {
        const { errorCode } = await controller.unregisterBroker({ brokerId: Number(subject) });
        this.sayError(errorCode);
        return;
      }
      case 'delete':
        await controller.deleteTopics({ topics: [], topicNames: [subject], timeoutMs: 0 });
        return;
      case 'new-controller':
        this.log.leader = { leaderId: 1, epoch: this.log.leader.epoch + 1 };
        controller.onLeaderChange(this.log.leader);
        return;
      case 'show':
        return;
      default:
        throw new Error(`no such verb: ${verb} ${[...options].join(' ')}`);
    }
  }

  private async createTopic({ words, options }: Line, controller: LoadedController): Promise<void> {
    const [name = '', ...replicas] = words;
    const assignments = replicas.map((each, partitionIndex) => ({ partitionIndex, brokerIds: ids(each) }));
    const configs = [...options].map(([property, value]) => ({ name: property, value }));
    const { topics } = await controller.createTopics(
      topicsRequest([{ name, numPartitions: -1, replicationFactor: -1, assignments, configs }]),
    );
    for (const { errorCode } of topics) this.sayError(errorCode);
  }

  private async setConfigs({ words, options }: Line, controller: LoadedController): Promise<void> {
    const [kind = '', broker = ''] = words;
    const isBroker = kind === 'broker' || kind === 'brokers';
    const { responses } = await controller.incrementalAlterConfigs({
      resources: [
        {
          resourceType: isBroker ? 4 : 2,
          resourceName: isBroker ? broker : kind,
          configs: [...options].map(([name, value]) => ({ name, configOperation: value === '' ? 1 : 0, value })),
        },
      ],
      validateOnly: false,
    });
    for (const { errorCode } of responses) this.sayError(errorCode);
  }

  private async register({ words }: Line, controller: LoadedController): Promise<void> {
    const brokerId = Number(words[0]);
    const broker = this.broker(brokerId);
    broker.starts += 1;
    if (words.includes('wiped')) broker.wipes += 1;
    if (!words.includes('connected')) controller.brokerDisconnected({ brokerId, brokerEpoch: broker.epoch });
    const registered = controller.registerBroker({
      ...registrationOf(brokerId),
      incarnationId: testUuid(`I${broker.starts}I`, brokerId),
      logDirs: [testUuid(`D${broker.wipes}D`, brokerId)],
      previousBrokerEpoch: words.includes('clean') ? broker.epoch : -1,
    });
    // Longer than a new controller waits for brokers it has heard nothing of.
    await this.clock.advance(250);
    const { errorCode, brokerEpoch = -1 } = await registered;
    this.sayError(errorCode);
    if (errorCode === 0) broker.epoch = brokerEpoch;
  }

  private async heartbeat({ words, options }: Line, controller: LoadedController): Promise<void> {
    const brokerId = Number(words[0]);
    const { epoch } = this.broker(brokerId);
    const response = await controller.brokerHeartbeat(
      heartbeatOf(brokerId, Number(options.get('epoch') ?? epoch), {
        currentMetadataOffset: Number(options.get('offset') ?? controller.image.offset),
        wantFence: words.includes('fence'),
        wantShutDown: words.includes('stop'),
      }),
    );
    this.sayError(response.errorCode);
    if (response.shouldShutDown) this.output.push('may stop');
    if (response.isCaughtUp === false && response.errorCode === 0) this.output.push('not caught up');
  }

  private async wait(ms: number, alive: readonly number[], controller: LoadedController): Promise<void> {
    for (let passedMs = 0; passedMs < ms; passedMs += 250) {
      for (const id of alive) await this.heartbeat({ verb: '', words: [String(id)], options: new Map() }, controller);
      await this.clock.advance(250);
    }
  }

  private async proposeIsr({ words, options }: Line, controller: LoadedController): Promise<void> {
    const { topicId, partitionIndex, partition } = this.partition(words[0] ?? '', controller);
    const brokerId = Number(options.get('from') ?? partition.leader);
    const stale = ids(options.get('stale'));
    const { errorCode, topics } = await controller.alterPartition({
      brokerId,
      brokerEpoch: this.broker(brokerId).epoch,
      topics: [
        {
          topicId,
          partitions: [
            {
              partitionIndex,
              leaderEpoch: Number(options.get('e') ?? partition.leaderEpoch),
              partitionEpoch: Number(options.get('p') ?? partition.partitionEpoch),
              newIsr: [],
              newIsrWithEpochs: ids(words[1]).map((id) => ({
                brokerId: id,
                brokerEpoch: this.broker(id).epoch - (stale.includes(id) ? 1 : 0),
              })),
              leaderRecoveryState: words.includes('recovering') ? 1 : 0,
            },
          ],
        },
      ],
    });
    this.sayError(errorCode);
    for (const { partitions } of topics) for (const result of partitions) this.sayError(result.errorCode);
  }

  private async reassign({ words }: Line, controller: LoadedController): Promise<void> {
    const [name = '', target = ''] = words;
    const { partitionIndex, topic } = this.partition(name, controller);
    const { responses } = await controller.alterPartitionReassignments({
      timeoutMs: 0,
      allowReplicationFactorChange: !words.includes('same-factor'),
      topics: [{ name: topic, partitions: [{ partitionIndex, replicas: target === 'cancel' ? null : ids(target) }] }],
    });
    for (const { partitions } of responses) for (const { errorCode } of partitions) this.sayError(errorCode);
  }

  private async listMoves({ words }: Line, controller: LoadedController): Promise<void> {
    const named = words.map((word) => this.partition(word, controller));
    const wanted = named.map(({ topic, partitionIndex }) => ({ name: topic, partitionIndexes: [partitionIndex] }));
    const request = { timeoutMs: 0, topics: wanted.length === 0 ? null : wanted };
    const { topics } = await controller.listPartitionReassignments(request);
    for (const { name, partitions } of topics)
      for (const { partitionIndex, ...moved } of partitions)
        this.output.push(
          `${name}-${partitionIndex} moves: ${moved.replicas.join()} adding=${moved.addingReplicas.join()} removing=${moved.removingReplicas.join()}`,
        );
  }

  private async elect({ words }: Line, controller: LoadedController): Promise<void> {
    const [kind = '', name = ''] = words;
    const { partitionIndex, topic } = this.partition(name, controller);
    const { replicaElectionResults } = await controller.electLeaders({
      electionType: kind === 'unclean' ? 1 : 0,
      topicPartitions: [{ topic, partitions: [partitionIndex] }],
      timeoutMs: 0,
    });
    for (const { partitionResult } of replicaElectionResults)
      for (const { errorCode } of partitionResult) this.sayError(errorCode);
  }

  private partition(name: string, { image }: LoadedController) {
    const at = name.lastIndexOf('-');
    const topic = image.topicsByName.get(name.slice(0, at));
    const partitionIndex = Number(name.slice(at + 1));
    const partition = topic?.partitions[partitionIndex];
    if (topic === undefined || partition === undefined) throw new Error(`no such partition: ${name}`);
    return { topic: topic.name, topicId: topic.id, partitionIndex, partition };
  }

  private broker(id: number): ScriptBroker {
    const broker = this.brokers.get(id) ?? { starts: 0, wipes: 0, epoch: -1 };
    this.brokers.set(id, broker);
    return broker;
  }

  private sayError(errorCode: number): void {
    if (errorCode !== 0) this.output.push(errorName(errorCode));
  }

  private showChanges(isWhole: boolean): void {
    const now = this.opened === undefined ? new Map<string, string>() : metadataText(this.opened.image);
    for (const [name, text] of now) if (isWhole || this.shown.get(name) !== text) this.output.push(`${name} ${text}`);
    for (const name of this.shown.keys()) if (!now.has(name)) this.output.push(`${name} is gone`);
    this.shown = now;
  }
}

export async function playScript(story: string): Promise<string> {
  const script = new ControllerScript();
  const lines: string[] = [];
  for (const line of story.split('\n')) {
    if (line.startsWith('#') || line === '') lines.push(line);
    if (!line.startsWith('> ')) continue;
    lines.push(line);
    lines.push(...(await script.play(line.slice(2))).map((each) => `  ${each}`));
    await settle();
  }
  return lines.join('\n');
}
