import { metadataApi } from '@/broker/protocol/messages/metadata';
import type { ConnectionTest, TestedAddress } from '@/lib/contracts/connection-test';
import type { ClusterConfig } from '../../console-config';
import { splitAddress } from '../split-address';
import { testAddress } from './test-address';

/** More brokers than this are taken for granted when these can be reached. */
const advertisedMax = 30;

/** Every bootstrap address, then every address at which the brokers say they are. */
export async function testConnection(config: ClusterConfig): Promise<ConnectionTest> {
  const tried = await Promise.all(
    config.bootstrapServers.map(async (address) => {
      const { host, port } = splitAddress(address);
      return { address, ...(await testAddress(config, host, port)) };
    }),
  );
  const bootstrap = tried.map(({ address, steps }) => ({ address, broker: null, steps }));
  try {
    const link = tried.find(({ link: open }) => open !== undefined)?.link;
    if (link === undefined) return { ok: false, bootstrap, advertised: [], clusterId: null };
    const { brokers, clusterId } = await link.send(metadataApi, { topics: [], allowAutoTopicCreation: false });
    const advertised = await Promise.all(brokers.slice(0, advertisedMax).map((broker) => testBroker(config, broker)));
    const ok = [...bootstrap, ...advertised].every(({ steps }) => steps.every((step) => step.ok));
    return { ok, bootstrap, advertised, clusterId };
  } finally {
    for (const { link } of tried) link?.close();
  }
}

async function testBroker(
  config: ClusterConfig,
  { nodeId, host, port }: { nodeId: number; host: string; port: number },
): Promise<TestedAddress> {
  const { steps, link } = await testAddress(config, host, port);
  link?.close();
  return { address: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`, broker: nodeId, steps };
}
