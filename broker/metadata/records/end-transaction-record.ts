import { message } from '../../protocol/schema/message';

/** Record type 24. */
export const endTransactionRecord = message({ name: 'EndTransactionRecord', versions: '0', flexible: '0+', fields: {} });
