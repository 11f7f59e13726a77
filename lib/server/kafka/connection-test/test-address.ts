import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { errorCodes } from '@/broker/protocol/error-codes';
import { apiVersionsApi } from '@/broker/protocol/messages/api-versions';
import { saslHandshakeApi } from '@/broker/protocol/messages/sasl-handshake';
import type { ConnectionStep } from '@/lib/contracts/connection-test';
import type { ClusterConfig } from '../../console-config';
import { ServiceError } from '../../service-error';
import { within } from '../../within';
import { KafkajsLink } from '../kafkajs-link';
import { ConnectionSecurity, type ResolvedSecurity } from '../security/connection-security';
import { tlsReason } from '../security/tls-reason';
import { ProbeFailure, ProbeSocket } from './probe-socket';

const stepMsMax = 4_000;
/** What a listener is asked for when no mechanism is configured, to hear which ones it has. */
const anyMechanism = 'PLAIN';

export interface AddressResult {
  readonly steps: ConnectionStep[];
  /** Open and let in, when every step went well; the caller closes it. */
  readonly link: KafkajsLink | undefined;
}

/** One address, a step after the other until one fails: the name, the port, TLS, whether Kafka answers, SASL. */
export async function testAddress(config: ClusterConfig, host: string, port: number): Promise<AddressResult> {
  const steps: ConnectionStep[] = [];
  const sockets: Socket[] = [];
  let step: ConnectionStep['step'] = 'name';
  const passed = (facts: Record<string, string> = {}): void => {
    steps.push({ step, ok: true, reason: null, facts });
  };
  try {
    passed({ addresses: await addressesOf(host) });
    step = 'port';
    const tcp = await connected(connectTcp({ host, port }), 'connect', sockets);
    passed();
    step = 'tls';
    const security = new ConnectionSecurity(config);
    const { ssl } = await security.resolve();
    let socket = tcp;
    if (ssl !== undefined) {
      const secure = await secured(tcp, host, ssl, sockets);
      passed(certificateFacts(secure));
      socket = secure;
    }
    step = 'kafka';
    const probe = new ProbeSocket(socket, stepMsMax);
    const { apiKeys } = await probe.ask(apiVersionsApi, 0, {});
    passed({ apis: String(apiKeys.length) });
    step = 'sasl';
    const offersSasl = apiKeys.some(({ apiKey }) => apiKey === saslHandshakeApi.key);
    const mechanisms = offersSasl ? await mechanismsOf(probe, config) : null;
    checkMechanism(config, mechanisms);
    const link = new KafkajsLink({
      clientId: 'ottla-console',
      host,
      port,
      requestTimeoutMs: stepMsMax,
      connectTimeoutMs: stepMsMax,
      security,
    });
    await link.open();
    if (config.sasl !== null) passed({ mechanism: config.sasl.mechanism.toUpperCase() });
    return { steps, link };
  } catch (error) {
    const { reason, facts } = failureOf(error);
    // With TLS 1.3 a missing client certificate is told after the handshake: it is TLS that failed.
    if (step === 'kafka' && tlsReason(error instanceof ProbeFailure ? error.cause : error) !== undefined) {
      steps.pop();
      step = 'tls';
    }
    steps.push({ step, ok: false, reason, facts });
    return { steps, link: undefined };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

async function addressesOf(host: string): Promise<string> {
  if (isIP(host) !== 0) return host;
  const found = await within(stepMsMax, lookup(host, { all: true }));
  if (found === undefined) throw new ProbeFailure('TIMEOUT');
  return found.map(({ address }) => address).join(', ');
}

function connected<S extends Socket>(socket: S, event: 'connect' | 'secureConnect', sockets: Socket[]): Promise<S> {
  sockets.push(socket);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ProbeFailure('TIMEOUT')), stepMsMax);
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      act();
    };
    socket.once(event, () => settle(() => resolve(socket)));
    socket.once('close', () => settle(() => reject(new ProbeFailure('CLOSED'))));
    socket.on('error', (error) => settle(() => reject(error)));
  });
}

function secured(tcp: Socket, host: string, ssl: NonNullable<ResolvedSecurity['ssl']>, sockets: Socket[]): Promise<TLSSocket> {
  const name = isIP(host) === 0 ? { servername: host } : {};
  return connected(connectTls({ socket: tcp, host, ...name, ...ssl }), 'secureConnect', sockets);
}

function certificateFacts(socket: TLSSocket): Record<string, string> {
  const { subject, issuer, valid_to: validTo } = socket.getPeerCertificate();
  const nameOf = (of: unknown): string => (typeof of === 'object' && of !== null && 'CN' in of ? String(of.CN) : '');
  return { protocol: socket.getProtocol() ?? '', subject: nameOf(subject), issuer: nameOf(issuer), validTo };
}

/** What the listener offers; null where it takes no SASL. */
async function mechanismsOf(probe: ProbeSocket, { sasl }: ClusterConfig): Promise<readonly string[] | null> {
  const mechanism = sasl === null ? anyMechanism : sasl.mechanism.toUpperCase();
  const { errorCode, mechanisms } = await probe.ask(saslHandshakeApi, 1, { mechanism });
  return errorCode === errorCodes.NONE || errorCode === errorCodes.UNSUPPORTED_SASL_MECHANISM ? mechanisms : null;
}

function checkMechanism({ sasl }: ClusterConfig, mechanisms: readonly string[] | null): void {
  const offered = { mechanisms: (mechanisms ?? []).join(', ') };
  if (sasl === null) {
    if (mechanisms !== null) throw new StepFailure('SASL_EXPECTED', offered);
    return;
  }
  if (mechanisms === null) throw new StepFailure('NO_SASL', {});
  if (!mechanisms.includes(sasl.mechanism.toUpperCase())) throw new StepFailure('MECHANISM', offered);
}

class StepFailure extends ProbeFailure {
  readonly facts: Record<string, string>;

  constructor(reason: string, facts: Record<string, string>) {
    super(reason);
    this.facts = facts;
  }
}

function failureOf(error: unknown): { reason: string; facts: Record<string, string> } {
  if (error instanceof StepFailure) return { reason: error.reason, facts: error.facts };
  if (error instanceof ProbeFailure) return { reason: error.reason, facts: {} };
  if (error instanceof ServiceError) {
    const { cause } = error;
    if (error.code === 'AUTHENTICATION_FAILED')
      return { reason: 'CREDENTIALS', facts: cause instanceof Error ? { said: cause.message } : {} };
    if (error.code === 'CREDENTIALS_UNREADABLE')
      return { reason: 'UNREADABLE', facts: { what: String(error.details['what'] ?? '') } };
    return { reason: tlsReason(cause) ?? (error.code === 'TIMEOUT' ? 'TIMEOUT' : 'CLOSED'), facts: {} };
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { reason: error.code, facts: {} };
  throw error;
}
