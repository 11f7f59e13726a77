import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { plantInto, type Plant } from './plant';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Packages with native parts or WebAssembly files stay outside the bundle. */
const externalPackages = ['@node-rs/crc32', 'snappy', 'lz4-napi', '@bokuweb/zstd-wasm'];

export interface Bundle {
  readonly file: string;
  remove(): Promise<void>;
}

/** Bundles the simulation's worker, which runs several times as fast as the sources do through a loader; with a bug in it if one is given. */
export async function bundleWorker(plant?: Plant): Promise<Bundle> {
  const folder = path.join(root, 'dist/simulation');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${process.pid}-${(plant?.name ?? 'plain').replaceAll(/\W+/g, '-')}.cjs`);
  await build({
    absWorkingDir: root,
    entryPoints: ['broker/simulation/command/worker.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: externalPackages,
    logLevel: 'warning',
    plugins: plant === undefined ? [] : [plantPlugin(plant)],
  });
  return { file, remove: () => rm(file, { force: true }) };
}

function plantPlugin(plant: Plant): Plugin {
  const file = path.join(root, plant.file);
  return {
    name: 'plant',
    setup(esbuild) {
      let isPlanted = false;
      esbuild.onLoad({ filter: /\.ts$/ }, async (args) => {
        if (args.path !== file) return undefined;
        isPlanted = true;
        return { contents: plantInto(await readFile(file, 'utf8'), plant), loader: 'ts' };
      });
      esbuild.onEnd(() => {
        if (!isPlanted) throw new Error(`the plant "${plant.name}" is in ${plant.file}, which is not part of the simulation`);
      });
    },
  };
}
