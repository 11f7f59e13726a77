/** What one connection may cost. */
export interface NetworkLimits {
  /** Largest request (Kafka's socket.request.max.bytes). */
  requestBytesMax: number;
  /** Requests of one connection at work at a time; further ones wait in its socket. */
  requestsInFlightMax: number;
  /** Response bytes a client has not taken yet beyond which none of its requests is started. */
  responseBytesWaitingMax: number;
  /** A connection without traffic for this long is closed (Kafka's connections.max.idle.ms); -1 never. */
  idleMsMax: number;
  /** What holds until the other side has authenticated; null on listeners where nobody has to. */
  beforeAuthentication: { readonly requestBytesMax: number; readonly msMax: number } | null;
}

export const defaultNetworkLimits: NetworkLimits = {
  requestBytesMax: 100 * 1024 * 1024,
  // Kafka works on one request per connection at a time. More lets a heartbeat pass a fetch that waits; every one of them may
  // make a large response for a client that does not read, so not many more.
  requestsInFlightMax: 16,
  responseBytesWaitingMax: 1024 * 1024,
  idleMsMax: 600_000,
  beforeAuthentication: null,
};

/** Messages of the exchange are a few hundred bytes, and brokers that know the secret are through in milliseconds. */
export const beforeAuthenticationLimits = { requestBytesMax: 16 * 1024, msMax: 10_000 };

/** Bytes of all half-received and unfinished requests of a broker: above it, no socket is read. */
export const requestMemoryBytesMaxDefault = 256 * 1024 * 1024;
