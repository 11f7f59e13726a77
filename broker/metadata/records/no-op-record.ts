import { message } from '../../protocol/schema/message';

/** Record type 20. */
export const noOpRecord = message({ name: 'NoOpRecord', versions: '0', flexible: '0+', fields: {} });
