import type { AuthenticationProviderArgs, Mechanism } from 'kafkajs';
import type { SaslConfig } from '../../console-config';
import { readSecret } from './read-secret';
import { ScramExchange } from './scram-exchange';
import type { TokenSource } from './token-source';

const hashes = {
  'scram-sha-256': { name: 'sha256', bytes: 32 },
  'scram-sha-512': { name: 'sha512', bytes: 64 },
} as const;

type Send = (message: Buffer) => Promise<Buffer>;

/**
 * The exchange of each mechanism as a provider of our own: kafkajs's make one error of a refusal, a time-out and a lost
 * connection, and take an OAUTHBEARER broker's refusal for its consent.
 */
export function saslMechanism(config: SaslConfig, tokens: TokenSource): Mechanism {
  return {
    mechanism: config.mechanism,
    authenticationProvider: (args) => ({ authenticate: () => authenticate(config, tokens, sender(args)) }),
  };
}

async function authenticate(config: SaslConfig, tokens: TokenSource, send: Send): Promise<void> {
  if (config.mechanism === 'oauthbearer') {
    const refusal = await send(Buffer.from(`n,,\u0001auth=Bearer ${await tokens.token(config)}\u0001\u0001`));
    // RFC 7628: a refusal is a message like any other, and fails the exchange when the client has acknowledged it.
    if (refusal.length > 0) await send(Buffer.of(1));
    return;
  }
  const password = await readSecret(config.password, 'password');
  if (config.mechanism === 'plain') {
    await send(Buffer.from(`\0${config.username}\0${password}`));
    return;
  }
  const exchange = new ScramExchange(hashes[config.mechanism], config.username, password);
  exchange.verify(await send(await exchange.final(await send(exchange.first()))));
}

/** As bytes of the protocol: SaslAuthenticate's field, with its length. */
function withLength(message: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(message.length);
  return Buffer.concat([length, message]);
}

/** kafkajs hands the answer on with its length before it, as the time before SaslAuthenticate had it. */
function sender({ saslAuthenticate }: AuthenticationProviderArgs): Send {
  return async (message) => {
    const answer = await saslAuthenticate({
      request: { encode: () => withLength(message) },
      response: { decode: (bytes) => bytes.subarray(4), parse: (bytes) => bytes },
    });
    return answer ?? Buffer.alloc(0);
  };
}
