import { expect, test } from 'vitest';
import { emptyImage } from '../metadata/image-draft';
import type { BrokerImage, MetadataImage } from '../metadata/metadata-image';
import { AddressBook } from './address-book';

function imageWith(brokers: readonly Partial<BrokerImage>[]): MetadataImage {
  const whole = brokers.map((broker): BrokerImage => ({
    id: 1,
    epoch: 1,
    incarnationId: 'A',
    directoryIds: [],
    listeners: new Map(),
    rack: null,
    fenced: true,
    inControlledShutdown: false,
    ...broker,
  }));
  return { ...emptyImage('c'), brokers: new Map(whole.map((broker) => [broker.id, broker])) };
}

test('the configuration comes before the voters record, and that before registrations', () => {
  const book = new AddressBook({
    listenerName: 'INTERNAL',
    quorumVoters: new Map([[1, { host: 'configured', port: 1 }]]),
    quorumBootstrapServers: [
      { host: 'a', port: 10 },
      { host: 'b', port: 11 },
    ],
  });
  const registered = (id: number) => ({
    id,
    listeners: new Map([
      ['PLAINTEXT', { host: 'clients', port: 9 }],
      ['INTERNAL', { host: 'registered', port: id }],
    ]),
  });
  const image = imageWith([registered(1), registered(2), registered(3), { id: 4, listeners: new Map() }]);
  book.follow(() => image);
  book.setVoters(
    new Map([
      [1, { host: 'recorded', port: 1 }],
      [2, { host: 'recorded', port: 2 }],
    ]),
  );
  expect([1, 2, 3, 4, 5].map((id) => book.addressOf(id)?.host)).toEqual([
    'configured',
    'recorded',
    'registered',
    undefined,
    undefined,
  ]);
  expect(book.bootstrapIds.map((id) => book.addressOf(id))).toEqual([
    { host: 'a', port: 10 },
    { host: 'b', port: 11 },
  ]);
  expect([-1, -4].map((id) => book.addressOf(id))).toEqual([undefined, undefined]);
});
