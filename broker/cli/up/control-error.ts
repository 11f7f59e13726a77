/** Why the control socket refuses a call; `status` is that of the HTTP answer. */
const statusOf = {
  UNAUTHORIZED: 401,
  UNKNOWN_CALL: 404,
  BROKER_NOT_FOUND: 404,
  WRONG_STATE: 409,
  BUSY: 409,
  QUORUM_AT_RISK: 409,
  NOT_SUPPORTED: 409,
  INTERNAL: 500,
} as const;

export type ControlErrorCode = keyof typeof statusOf;

export class ControlError extends Error {
  readonly code: ControlErrorCode;

  constructor(code: ControlErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ControlError';
    this.code = code;
  }

  get status(): number {
    return statusOf[this.code];
  }
}
