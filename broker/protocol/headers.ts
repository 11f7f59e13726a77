import { message } from './schema/message';
import { int16, int32 } from './schema/scalar-types';
import { string } from './schema/sized-types';
import { field } from './schema/wire-type';

export const requestHeader = message({
  name: 'RequestHeader',
  versions: '1-2',
  flexible: '2+',
  fields: {
    requestApiKey: field(int16, '0+'),
    requestApiVersion: field(int16, '0+'),
    correlationId: field(int32, '0+'),
    clientId: field(string, '1+', { nullable: '1+', neverCompact: true }),
  },
});

export const responseHeader = message({
  name: 'ResponseHeader',
  versions: '0-1',
  flexible: '1+',
  fields: {
    correlationId: field(int32, '0+'),
  },
});
