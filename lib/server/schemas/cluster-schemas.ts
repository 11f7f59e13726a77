import type { ClusterConfig } from '../console-config';
import { RegistrySubjects } from './registry-subjects';
import { SchemaFiles } from './schema-files';
import { SchemaRegistry } from './schema-registry';

/** Where the schemas of a cluster's messages are. */
export class ClusterSchemas {
  /** Null where the configuration names none. */
  readonly registry: SchemaRegistry | null;
  readonly subjects: RegistrySubjects | null;
  readonly files: SchemaFiles;

  constructor({ schemaRegistry, schemas }: Pick<ClusterConfig, 'schemaRegistry' | 'schemas'>) {
    this.registry = schemaRegistry === null ? null : new SchemaRegistry(schemaRegistry);
    this.subjects = schemaRegistry === null ? null : new RegistrySubjects(schemaRegistry);
    this.files = new SchemaFiles(schemas);
  }

  close(): void {
    this.registry?.close();
    this.subjects?.close();
  }
}
