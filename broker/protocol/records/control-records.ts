import { arrayOf } from '../schema/array';
import { message } from '../schema/message';
import { int16, uint16, int32, int64, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const voter = struct({
  voterId: field(int32, '0+'),
  voterDirectoryId: field(uuid, '1+'),
});

export const leaderChangeMessage = message({
  name: 'LeaderChangeMessage',
  versions: '0-1',
  flexible: '0+',
  fields: {
    version: field(int16, '0+'),
    leaderId: field(int32, '0+'),
    voters: field(arrayOf(voter), '0+'),
    grantingVoters: field(arrayOf(voter), '0+'),
  },
});

export const snapshotHeaderRecord = message({
  name: 'SnapshotHeaderRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    version: field(int16, '0+'),
    lastContainedLogTimestamp: field(int64, '0+'),
  },
});

export const snapshotFooterRecord = message({
  name: 'SnapshotFooterRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    version: field(int16, '0+'),
  },
});

export const kRaftVersionRecord = message({
  name: 'KRaftVersionRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    version: field(int16, '0+'),
    kRaftVersion: field(int16, '0+'),
  },
});

export const votersRecord = message({
  name: 'VotersRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    version: field(int16, '0+'),
    voters: field(
      arrayOf(
        struct({
          voterId: field(int32, '0+'),
          voterDirectoryId: field(uuid, '0+'),
          endpoints: field(
            arrayOf(
              struct({
                name: field(string, '0+'),
                host: field(string, '0+'),
                port: field(uint16, '0+'),
              }),
            ),
            '0+',
          ),
          kRaftVersionFeature: field(
            struct({
              minSupportedVersion: field(int16, '0+'),
              maxSupportedVersion: field(int16, '0+'),
            }),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
  },
});
