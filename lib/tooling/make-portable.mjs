// Makes the console's build one that works wherever it is copied to, beside the packages that are installed there.
import { mkdir, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

async function childrenOf(folder) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Turbopack links `.next/node_modules/<package>-<hash>` to the packages it leaves outside; `npm pack` drops links. */
async function replaceLinks(folder) {
  for (const entry of await childrenOf(folder)) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await replaceLinks(file);
    if (!entry.isSymbolicLink()) continue;
    const name = (await readlink(file)).split('node_modules/').at(-1);
    await rm(file);
    await mkdir(file);
    await writeFile(path.join(file, 'index.js'), `module.exports = require(${JSON.stringify(name)});\n`);
  }
}

/** The copies of packages with native parts are this machine's: those that npm installs beside the console are used instead. */
async function dropNative(modules, installed) {
  for (const name of installed) await rm(path.join(modules, name), { recursive: true, force: true });
  for (const scope of await childrenOf(modules)) {
    const folder = path.join(modules, scope.name);
    if (!scope.isDirectory()) continue;
    const packages = scope.name.startsWith('@')
      ? (await childrenOf(folder)).map(({ name }) => path.join(folder, name))
      : [folder];
    for (const each of packages) if (await hasNativePart(each)) await rm(each, { recursive: true });
    if (scope.name.startsWith('@') && (await childrenOf(folder)).length === 0) await rm(folder, { recursive: true });
  }
}

async function hasNativePart(folder) {
  const entries = await childrenOf(folder);
  return entries.some(({ name }) => name.endsWith('.node'));
}

/** `installed`: packages that are there by npm, in the repository as in the installed package. */
export async function makePortable(standalone, installed) {
  await replaceLinks(path.join(standalone, '.next/node_modules'));
  await dropNative(path.join(standalone, 'node_modules'), installed);
}
