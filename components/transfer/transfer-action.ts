/** How messages are sent on; also the `act` of an address that opens with its dialog. */
export type TransferAction = 'copy' | 'redrive';
