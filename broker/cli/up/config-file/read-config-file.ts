import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../usage-error';
import type { ClusterSettings } from './cluster-settings';
import { parseConfig } from './parse-config';

export interface ConfigFile {
  path: string;
  /** The flag or variable that named it; null for the one that is read when it is there. */
  setting: string | null;
}

/** The clusters of the file; none when there is no file and nobody asked for one. Throws UsageError. */
export function readConfigFile(
  { path: file, setting }: ConfigFile,
  environment: Readonly<Record<string, string | undefined>>,
): { clusters: ClusterSettings[] } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (setting === null && isMissing(error)) return { clusters: [] };
    throw new UsageError(`${setting ?? 'ottla.yaml'}: ${file} cannot be read (${reasonOf(error)})`, { cause: error });
  }
  return parseConfig(text, { file, environment, resolveFile: (name) => readableFile(path.resolve(path.dirname(file), name)) });
}

function readableFile(file: string): string {
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
  return file;
}

function isMissing(error: unknown): boolean {
  return reasonOf(error) === 'ENOENT';
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
}
