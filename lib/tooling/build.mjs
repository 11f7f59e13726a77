// Builds the command (esbuild) and the console (Next), each only when its sources changed since its last build.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/** Packages with native parts or WebAssembly files stay outside the bundle. */
const externalPackages = ['@node-rs/crc32', 'snappy', 'lz4-napi', '@bokuweb/zstd-wasm'];

const isSource = (name) => /\.(ts|tsx|mjs|cjs|js|css|json|svg|ico)$/.test(name) && !/\.test\.tsx?$/.test(name);

async function sourcesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** A digest of names and contents: a checkout that only touches times builds nothing. */
async function digestOf(root, folders, files) {
  const found = await Promise.all(folders.map((folder) => sourcesIn(path.join(root, folder))));
  const names = [...found.flat(), ...files.map((file) => path.join(root, file))].sort();
  const contents = await Promise.all(names.map((name) => readFile(name)));
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  names.forEach((name, index) => hash.update(path.relative(root, name)).update('\0').update(contents[index]));
  return hash.digest('hex');
}

async function isCurrent(stampFile, digest) {
  try {
    return (await readFile(stampFile, 'utf8')) === digest;
  } catch {
    return false; // No stamp: never built, or the build did not finish.
  }
}

/** Build tools are development packages: `npm ci --omit=dev` and NODE_ENV=production leave them out. */
async function importTool(name) {
  try {
    return await import(name);
  } catch (cause) {
    throw new Error(
      `cannot build: ${name} is not installed. Run "npm ci --include=dev" (NODE_ENV=production leaves build tools out).`,
      { cause },
    );
  }
}

async function buildCommand(root) {
  const esbuild = await importTool('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['broker/cli/main.ts'],
    outfile: 'dist/ottla.cjs',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: externalPackages,
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

function run(root, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${args.join(' ')} failed\n${Buffer.concat(output).toString('utf8')}`));
    });
  });
}

async function buildConsole(root) {
  await importTool('next');
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  await run(root, [next, 'build'], { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
  await cp(path.join(root, '.next/static'), path.join(root, '.next/standalone/.next/static'), { recursive: true });
}

async function ensure(root, { name, stampFile, digest, build }) {
  if (await isCurrent(stampFile, digest)) return;
  process.stderr.write(`ottla: building ${name}, as its sources are new …\n`);
  const startedMs = Date.now();
  await rm(stampFile, { force: true });
  await build(root);
  await mkdir(path.dirname(stampFile), { recursive: true });
  await writeFile(stampFile, digest);
  process.stderr.write(`ottla: built ${name} in ${((Date.now() - startedMs) / 1000).toFixed(1)} s\n`);
}

/** Builds the command, and the console too when asked. */
export async function ensureBuilt(root, options) {
  const shared = ['package-lock.json', 'lib/tooling/build.mjs'];
  const command = async () => ({
    name: 'the command',
    stampFile: path.join(root, 'dist/ottla.stamp'),
    digest: await digestOf(root, ['broker'], shared),
    build: buildCommand,
  });
  const webConsole = async () => ({
    name: 'the console',
    stampFile: path.join(root, '.next/ottla-console.stamp'),
    digest: await digestOf(
      root,
      ['app', 'components', 'lib', 'broker/protocol'],
      [...shared, 'next.config.js', 'package.json', 'instrumentation.ts', 'proxy.ts'],
    ),
    build: buildConsole,
  });
  try {
    await ensure(root, await command());
    if (options.console) await ensure(root, await webConsole());
  } catch (error) {
    process.stderr.write(`ottla: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await ensureBuilt(path.resolve(path.dirname(process.argv[1]), '../..'), { console: true });
}
