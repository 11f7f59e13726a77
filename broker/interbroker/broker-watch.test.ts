import { expect, test } from 'vitest';
import { PeerNode, SimNetwork } from '../simulation/interbroker/peer-node';
import { settle } from '../simulation/sim-clock';

async function cluster() {
  const network = new SimNetwork();
  network.log.elect(1);
  const nodes = [await PeerNode.start(network, 1), await PeerNode.start(network, 2), await PeerNode.start(network, 3)] as const;
  for (const node of nodes) await node.serve();
  const fenced = (): number[] => {
    const brokers = nodes
      .map(({ image }) => image)
      .reduce((newest, image) => (image.offset > newest.offset ? image : newest)).brokers;
    return [...brokers.values()].filter((broker) => broker.fenced).map(({ id }) => id);
  };
  return { network, clock: network.clock, nodes, fenced };
}

test('a broker whose process is gone is fenced at once', async () => {
  const { clock, nodes, fenced } = await cluster();
  expect(fenced()).toEqual([]);
  await nodes[1].kill();
  await settle();
  await clock.advance(50);
  expect(fenced()).toEqual([2]);
});

test('one whose connection broke is not, as long as it listens', async () => {
  const { clock, nodes, fenced } = await cluster();
  for (const socket of nodes[0].machine.transport.sockets) socket.reset();
  await clock.advance(5000);
  expect(fenced()).toEqual([]);
});

test('one that is frozen has the time of its session', async () => {
  const { clock, nodes, fenced } = await cluster();
  nodes[1].channel.close();
  for (const socket of nodes[0].machine.transport.sockets) socket.pause();
  await clock.advance(1000);
  expect(fenced()).toEqual([]);
});

test('a new controller finds out who died with the old one', async () => {
  const { network, clock, nodes, fenced } = await cluster();
  await nodes[0].kill();
  await nodes[1].kill();
  expect(fenced()).toEqual([]);
  network.log.elect(3);
  await clock.advance(50);
  expect(fenced()).toEqual([1, 2]);
});

test('a connection of an older process says nothing about the newer one', async () => {
  const { network, clock, nodes, fenced } = await cluster();
  await nodes[1].kill();
  const again = await PeerNode.start(network, 2);
  const lifecycle = again.join('B');
  const registering = lifecycle.register();
  await clock.advance(300);
  await registering;
  lifecycle.start();
  lifecycle.readyForClients();
  await clock.advance(300);
  expect(fenced()).toEqual([]);
});
