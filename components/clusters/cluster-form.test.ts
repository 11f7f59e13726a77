import { expect, test } from 'vitest';
import { draftOf, emptyForm, idOf } from './cluster-form';

test.each([
  ['Production', 'production'],
  ['Kafka EU (west)', 'kafka-eu-west'],
  ['Größe', 'gro-e'],
  ['…', 'cluster'],
])('the id of %j', (name, id) => {
  expect(idOf(name)).toBe(id);
});

test('what is typed becomes a request', () => {
  const form = { ...emptyForm, name: ' Prod ', servers: 'a:9092, b:9093\n[::1]:9094', colour: 'red' as const };
  expect(draftOf(form)).toEqual({
    draft: {
      id: 'prod',
      name: 'Prod',
      colour: 'red',
      bootstrapServers: ['a:9092', 'b:9093', '[::1]:9094'],
      tls: null,
      sasl: null,
      readOnly: false,
    },
  });
  const secure = { ...form, tls: true, serverName: 'kafka', sasl: 'scram-sha-512' as const, username: 'u', password: ' p ' };
  expect(draftOf(secure)).toMatchObject({
    draft: { tls: { ca: null, serverName: 'kafka' }, sasl: { mechanism: 'scram-sha-512', password: ' p ' } },
  });
});

test('what is missing or wrong is named', () => {
  expect(draftOf(emptyForm)).toEqual({ wrong: new Set(['name', 'bootstrapServers']) });
  const form = { ...emptyForm, name: 'a', servers: 'kafka', tls: true, ca: 'ca.pem', sasl: 'plain' as const };
  expect(draftOf(form)).toEqual({ wrong: new Set(['bootstrapServers', 'ca', 'sasl']) });
});
