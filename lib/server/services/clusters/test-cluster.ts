import type { ClusterDraft, ConnectionTest } from '@/lib/contracts/connection-test';
import { testConnection } from '../../kafka/connection-test/test-connection';
import { draftConfig } from './draft-config';

/** Tries the connection step by step; nothing is kept. */
export function testCluster({ input }: { input: { draft: ClusterDraft } }): Promise<ConnectionTest> {
  return testConnection(draftConfig(input.draft));
}
