// Builds the command (esbuild) and the console (Next), each only when its sources changed since its last build.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, readdirSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { basePathPlaceholder, takeOutBasePath } from './base-path.mjs';
import { makePortable } from './make-portable.mjs';

/** Packages with native parts or WebAssembly files stay outside the bundle. */
const externalPackages = ['@node-rs/crc32', 'snappy', 'lz4-napi', '@bokuweb/zstd-wasm'];

const isSource = (name) => /\.(ts|tsx|mjs|cjs|js|css|json|svg|ico)$/.test(name) && !/\.test\.tsx?$/.test(name);

function* sourcesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sourcesIn(file);
    else if (isSource(entry.name)) yield file;
  }
}

const readBuffer = Buffer.alloc(64 * 1024);

/** Through one buffer, a file at a time: the process lives on as the supervisor, and memory it once took it keeps. */
function addContent(hash, file) {
  const descriptor = openSync(file, 'r');
  try {
    for (let bytes = readSync(descriptor, readBuffer); bytes > 0; bytes = readSync(descriptor, readBuffer))
      hash.update(readBuffer.subarray(0, bytes));
  } finally {
    closeSync(descriptor);
  }
}

/** A digest of names and contents: a checkout that only touches times builds nothing. */
function digestOf(root, folders, files) {
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  const add = (file) => {
    hash.update(path.relative(root, file)).update('\0');
    addContent(hash, file);
    hash.update('\0');
  };
  for (const folder of folders) for (const file of sourcesIn(path.join(root, folder))) add(file);
  for (const file of files) add(path.join(root, file));
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

/** Commands that get a bundle of their own beside ottla.cjs: no process keeps the code of all others in its memory. */
const ownBundles = [
  'broker/cli/broker-command',
  'broker/cli/storage-command',
  'broker/cli/run-tool',
  'broker/cli/demo/demo-traffic',
  'broker/cli/up/config-file/read-config-file',
];

/**
 * Each native package takes 2 to 3 MB of every process that loads it, and most need none or one of them: an import of
 * one is loaded at the first use of what it exports.
 */
const lazyPackages = {
  name: 'lazy-packages',
  setup(build) {
    const require = createRequire(import.meta.url);
    build.onResolve({ filter: /^[@\w]/ }, ({ path: name, namespace }) => {
      if (!externalPackages.includes(name)) return undefined;
      return namespace === 'lazy' ? { path: name, external: true } : { path: name, namespace: 'lazy' };
    });
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path: name }) => {
      const exports = Object.keys(require(name)).filter((key) => /^[A-Za-z]\w*$/.test(key) && key !== 'default');
      const getters = exports.map((key) => `get ${key}() { return require(${JSON.stringify(name)}).${key}; }`);
      return { contents: `module.exports = { ${getters.join(', ')} };`, loader: 'js' };
    });
  },
};

/** An import() of a command with a bundle of its own becomes one of that file, beside the importing bundle. */
function separateBundles(root) {
  const files = new Map(ownBundles.map((name) => [path.join(root, name), `./${path.basename(name)}.cjs`]));
  return {
    name: 'separate-bundles',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path: name, resolveDir, kind }) => {
        const file = kind === 'dynamic-import' ? files.get(path.join(resolveDir, name)) : undefined;
        return file === undefined ? undefined : { path: file, external: true };
      });
    },
  };
}

/** Comments alone hold other characters, and a file with one of them takes two bytes of memory for each of its characters. */
async function writeAsAscii({ path: file, text }) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, file.endsWith('.map') ? text : text.replace(/[^\x00-\x7f]/g, '?'));
}

async function buildCommand(root, directory) {
  const esbuild = await importTool('esbuild');
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: {
      ottla: 'broker/cli/main.ts',
      ...Object.fromEntries(ownBundles.map((name) => [path.basename(name), `${name}.ts`])),
    },
    outdir: directory,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    plugins: [lazyPackages, separateBundles(root)],
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  await Promise.all(outputFiles.map(writeAsAscii));
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
  const environment = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', OTTLA_BUILD_BASE_PATH: basePathPlaceholder };
  await run(root, [next, 'build'], environment);
  const standalone = path.join(root, '.next/standalone');
  await cp(path.join(root, '.next/static'), path.join(standalone, '.next/static'), { recursive: true });
  await makePortable(standalone, externalPackages);
  await takeOutBasePath(standalone);
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
  const tools = ['build', 'make-portable', 'base-path'].map((name) => `lib/tooling/${name}.mjs`);
  const shared = ['package-lock.json', ...tools];
  const command = () => ({
    name: 'the command',
    stampFile: path.join(root, 'dist/ottla.stamp'),
    digest: digestOf(root, ['broker'], shared),
    // By a process of its own: what a build takes of memory, the supervisor would keep.
    build: () => run(root, ['lib/tooling/build.mjs', '--command', 'dist']),
  });
  const webConsole = () => ({
    name: 'the console',
    stampFile: path.join(root, '.next/ottla-console.stamp'),
    digest: digestOf(
      root,
      ['app', 'components', 'lib', 'broker/protocol'],
      [...shared, 'next.config.js', 'package.json', 'instrumentation.ts', 'proxy.ts'],
    ),
    build: buildConsole,
  });
  try {
    await ensure(root, command());
    if (options.console) await ensure(root, webConsole());
  } catch (error) {
    process.stderr.write(`ottla: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** `build.mjs` builds all that is not current; `build.mjs --command <folder>` the command, into that folder. */
if (process.argv[1] === new URL(import.meta.url).pathname) {
  const root = path.resolve(path.dirname(process.argv[1]), '../..');
  const [, , what, folder] = process.argv;
  if (what === '--command') await buildCommand(root, folder);
  else await ensureBuilt(root, { console: true });
}
