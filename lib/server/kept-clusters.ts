import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keptClusters, type ClusterConfig } from './console-config';

/** Passwords stand in it: it is for the user who runs Ottla alone. */
const fileMode = 0o600;

/** The clusters that were added in the console, in a file of its own. */
export class KeptClusters {
  readonly #file: string | null;
  #clusters: readonly ClusterConfig[];
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string | null) {
    this.#file = file;
    this.#clusters = file === null ? [] : readKept(file);
  }

  get clusters(): readonly ClusterConfig[] {
    return this.#clusters;
  }

  async add(cluster: ClusterConfig): Promise<void> {
    await this.#replace([...this.#clusters.filter(({ id }) => id !== cluster.id), cluster]);
  }

  async remove(id: string): Promise<void> {
    await this.#replace(this.#clusters.filter((cluster) => cluster.id !== id));
  }

  /** One write after the other, each of them whole. */
  async #replace(clusters: readonly ClusterConfig[]): Promise<void> {
    this.#clusters = clusters;
    const file = this.#file;
    if (file === null) return;
    this.#writing = this.#writing.then(
      () => writeKept(file, clusters),
      () => writeKept(file, clusters),
    );
    await this.#writing;
  }
}

function readKept(file: string): readonly ClusterConfig[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  try {
    return keptClusters.parse(JSON.parse(text)).clusters;
  } catch (error) {
    throw new Error(`${file} is no list of clusters: mend it, or move it away and add the clusters again.`, { cause: error });
  }
}

async function writeKept(file: string, clusters: readonly ClusterConfig[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.tmp`, `${JSON.stringify({ clusters }, null, 2)}\n`, { mode: fileMode });
  await rename(`${file}.tmp`, file);
}
