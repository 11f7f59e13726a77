import { ScramError } from './scram-error';

/*
 * The four messages of RFC 5802, without channel binding (the `n` of the GS2 header) and without extensions:
 *
 *   client-first   n,,n=<username>,r=<client nonce>
 *   server-first   r=<client nonce><server nonce>,s=<salt, base64>,i=<iterations>
 *   client-final   c=<GS2 header, base64>,r=<nonce>,p=<proof, base64>
 *   server-final   v=<signature, base64>   or   e=<error>
 */

const nonce = String.raw`[\x21-\x2b\x2d-\x7e]+`;
const base64 = String.raw`(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?`;

const clientFirstForm = new RegExp(String.raw`^([ny],(?:a=[^,]+)?,)(n=([^,]+),r=(${nonce}))$`);
const serverFirstForm = new RegExp(`^r=(${nonce}),s=(${base64}),i=([1-9]\\d{0,8})$`);
const clientFinalForm = new RegExp(`^(c=(${base64}),r=(${nonce})),p=(${base64})$`);
const serverFinalForm = new RegExp(`^v=(${base64})$`);

/** What the groups of `form` hold in a message that somebody else made. */
function parts(form: RegExp, message: Buffer, what: string): readonly string[] {
  const match = form.exec(message.toString('utf8'));
  if (match === null) throw new ScramError(`The ${what} message of the SCRAM exchange cannot be read.`);
  return match.slice(1);
}

export interface ClientFirst {
  readonly gs2Header: string;
  /** What the proof covers. */
  readonly bare: string;
  readonly username: string;
  readonly nonce: string;
}

export function clientFirst(username: string, clientNonce: string): ClientFirst {
  const name = username.replaceAll('=', '=3D').replaceAll(',', '=2C');
  return { gs2Header: 'n,,', bare: `n=${name},r=${clientNonce}`, username, nonce: clientNonce };
}

export function readClientFirst(message: Buffer): ClientFirst {
  const [gs2Header = '', bare = '', name = '', clientNonce = ''] = parts(clientFirstForm, message, 'first');
  const username = name.replaceAll('=2C', ',').replaceAll('=3D', '=');
  if (/=(?!2C|3D)/.test(name)) throw new ScramError('The first message of the SCRAM exchange names nobody.');
  return { gs2Header, bare, username, nonce: clientNonce };
}

export interface ServerFirst {
  readonly nonce: string;
  readonly salt: Buffer;
  readonly iterations: number;
}

export function serverFirst({ nonce: both, salt, iterations }: ServerFirst): string {
  return `r=${both},s=${salt.toString('base64')},i=${iterations}`;
}

export function readServerFirst(message: Buffer): ServerFirst {
  const [both = '', salt = '', iterations = ''] = parts(serverFirstForm, message, 'first');
  return { nonce: both, salt: Buffer.from(salt, 'base64'), iterations: Number(iterations) };
}

export interface ClientFinal {
  readonly channelBinding: string;
  readonly nonce: string;
  readonly proof: Buffer;
  readonly withoutProof: string;
}

/** The text that the proof is put behind. */
export function clientFinalWithoutProof(gs2Header: string, both: string): string {
  return `c=${Buffer.from(gs2Header).toString('base64')},r=${both}`;
}

export function readClientFinal(message: Buffer): ClientFinal {
  const [withoutProof = '', binding = '', both = '', proof = ''] = parts(clientFinalForm, message, 'final');
  return {
    channelBinding: Buffer.from(binding, 'base64').toString('utf8'),
    nonce: both,
    proof: Buffer.from(proof, 'base64'),
    withoutProof,
  };
}

export function serverFinal(signature: Buffer): string {
  return `v=${signature.toString('base64')}`;
}

export function readServerFinal(message: Buffer): Buffer {
  const [signature = ''] = parts(serverFinalForm, message, 'final');
  return Buffer.from(signature, 'base64');
}
