import type { BrokerConnection } from '../client/broker-connection';
import type { Random } from '../platform/random';
import { errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { saslAuthenticateApi } from '../protocol/messages/sasl-authenticate';
import { saslHandshakeApi } from '../protocol/messages/sasl-handshake';
import { ScramClient } from './scram/scram-client';
import type { ScramPassword } from './scram/scram-password';

interface Credentials {
  readonly username: string;
  readonly password: ScramPassword;
  readonly random: Random;
}

/** Proves to the broker at the other end who we are, and has it prove the same. Rejects when either fails. */
export async function authenticateTo(connection: BrokerConnection, credentials: Credentials): Promise<void> {
  const mechanism = 'SCRAM-SHA-256';
  const handshake = await connection.request(saslHandshakeApi, connection.versionOf(saslHandshakeApi), { mechanism });
  if (handshake?.errorCode !== 0) {
    throw new KafkaError('UNSUPPORTED_SASL_MECHANISM', `It does not offer ${mechanism}.`);
  }
  const scram = new ScramClient(credentials);
  const challenge = await exchange(connection, scram.first());
  scram.verify(await exchange(connection, scram.final(challenge)));
}

async function exchange(connection: BrokerConnection, authBytes: Buffer): Promise<Buffer> {
  const response = await connection.request(saslAuthenticateApi, connection.versionOf(saslAuthenticateApi), { authBytes });
  if (response === undefined || response.errorCode !== 0) {
    throw new KafkaError(
      errorName(response?.errorCode ?? -1),
      response?.errorMessage ?? 'It refused the authentication without a reason.',
    );
  }
  return response.authBytes;
}
