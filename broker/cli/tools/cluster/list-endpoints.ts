import { describeCluster, type DescribedBroker } from '../../../client/cluster-description';
import type { ToolContext } from '../define-tool';
import { columns, widthOf } from '../text-columns';

/** As Kafka prints a broker without a rack. */
const noRack = 'null';
const rackWidthWithoutRacks = 10;

/** Kafka's table of brokers. */
export function endpointTable(brokers: readonly DescribedBroker[]): string {
  const racks = brokers.map(({ rack }) => rack).filter((rack) => rack !== null);
  const hostWidth = widthOf(
    brokers.map(({ host }) => host),
    0,
  );
  const widths = [10, hostWidth, 10, racks.length === 0 ? rackWidthWithoutRacks : widthOf(racks, 0), 10, 15];
  const rows = brokers.map(({ id, host, port, rack, isFenced }) => [
    String(id),
    host,
    String(port),
    rack ?? noRack,
    isFenced ? 'fenced' : 'unfenced',
    'broker',
  ]);
  return [['ID', 'HOST', 'PORT', 'RACK', 'STATE', 'ENDPOINT_TYPE'], ...rows]
    .map((cells) => `${columns(cells, widths)}\n`)
    .join('');
}

/** `list-endpoints`. */
export async function listEndpoints({ client, options, print }: ToolContext): Promise<number> {
  const { brokers } = await describeCluster(client, { includeFenced: options.flag('include-fenced-brokers') });
  await print(endpointTable(brokers));
  return 0;
}
