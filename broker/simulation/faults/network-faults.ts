import { fastLink, type SimLink } from '../world/sim-link';
import type { SimConnection } from '../world/sim-network';
import type { Fault, FaultContext } from './fault';
import type { FaultKind } from './fault-traits';

type NetworkFault = Extract<
  FaultKind,
  'block a link' | 'block one way' | 'isolate' | 'slow link' | 'reset' | 'reset in a frame' | 'half-open'
>;

/** Faults of links and connections. */
export const networkFaults: Readonly<Record<NetworkFault, Fault>> = {
  'block a link': (context) => {
    const [from, to] = twoHosts(context);
    return block(context, [linkOf(context, from, to), linkOf(context, to, from)], `${from} and ${to} cannot reach each other`);
  },

  'block one way': (context) => {
    const [from, to] = twoHosts(context);
    return block(context, [linkOf(context, from, to)], `${from} cannot reach ${to}`);
  },

  isolate: (context) => {
    const { name } = context.random.pick(context.cluster.nodes);
    const others = context.cluster.nodes.filter((node) => node.name !== name);
    const links = others.flatMap((other) => [linkOf(context, name, other.name), linkOf(context, other.name, name)]);
    return block(context, links, `${name} cannot reach the other brokers`);
  },

  'slow link': (context) => {
    const [from, to] = twoHosts(context);
    const link = linkOf(context, from, to);
    if (link.pace !== fastLink) return false;
    const msMax = context.random.pick([20, 100, 400]);
    link.pace = { ...fastLink, msMin: msMax / 4, msMax };
    context.say(`${from} to ${to} takes up to ${msMax} ms`);
    return { undo: () => (link.pace = fastLink) };
  },

  reset: (context) => {
    const broken = connectionsOf(context).filter(() => context.random.chance(0.5));
    for (const { client, server } of broken) {
      client.reset();
      server.reset();
    }
    context.say(`${broken.length} connections are reset`);
    return broken.length > 0 && {};
  },

  'reset in a frame': (context) => {
    const busy = connectionsOf(context).filter(({ client, server }) => client.bufferedBytes + server.bufferedBytes > 8);
    if (busy.length === 0) return false;
    const { client, server } = context.random.pick(busy);
    const sender = client.bufferedBytes > 0 ? client : server;
    const bytes = 1 + context.random.integer(sender.bufferedBytes - 1);
    sender.resetAfter(bytes);
    context.say(`a connection is reset after ${bytes} of ${sender.bufferedBytes} bytes under way`);
    return {};
  },

  'half-open': (context) => {
    const open = connectionsOf(context);
    if (open.length === 0) return false;
    const connection = context.random.pick(open);
    const end = context.random.pick([connection.client, connection.server]);
    end.timeOut();
    context.say(`a connection is open at one end only`);
    return {};
  },
};

function connectionsOf({ world }: FaultContext): SimConnection[] {
  return world.network.connections().filter(({ client, server }) => !client.isClosed && !server.isClosed);
}

function linkOf({ world }: FaultContext, from: string, to: string): SimLink {
  return world.network.link(from, to);
}

/** Blocks the links for a while. If it lasts, connections over them give up at one end. */
function block(context: FaultContext, links: readonly SimLink[], what: string): ReturnType<Fault> {
  const { random, say } = context;
  say(what);
  for (const link of links) link.block();
  const undoAfterMs = random.chance(0.7) ? random.between(50, 2500) : random.between(2500, 9000);
  const undo = (): void => {
    const broken = connectionsOf(context).filter(({ clientProcess, serverProcess }) =>
      links.some(({ from, to }) => [clientProcess, serverProcess].every(({ machine: { host } }) => host === from || host === to)),
    );
    for (const { client, server } of broken) if (random.chance(undoAfterMs / 9000)) random.pick([client, server]).timeOut();
    for (const link of links) link.unblock();
    say(`no longer: ${what}`);
  };
  return { undo, undoAfterMs };
}

/** A broker and another broker, or a client. */
function twoHosts({ world, cluster, random }: FaultContext): [string, string] {
  const { name } = random.pick(cluster.nodes);
  const brokers = cluster.nodes.map((node) => node.name).filter((other) => other !== name);
  const clients = world.network.hosts.filter((host) => host !== name && !brokers.includes(host));
  const other = random.pick(brokers.length > 0 && random.chance(0.7) ? brokers : clients);
  return random.chance(0.5) ? [name, other] : [other, name];
}
