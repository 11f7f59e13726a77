import { createHash } from 'node:crypto';
import { access, cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Written by the build: by file, `[offset, escape]` of each place where the sub-path belongs. */
type Places = Readonly<Record<string, readonly (readonly [offset: number, escape: string])[]>>;

const placesFile = 'base-path-places.json';
/** A package the console needs that npm installs beside it, wherever that is. */
const installedPackage = 'snappy';

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false; // Absent or out of reach: it is made anew either way.
  }
}

function inserted(text: string, places: Places[string], basePath: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const [offset, escape] of places) {
    parts.push(text.slice(from, offset), basePath.replaceAll('/', `${escape}/`));
    from = offset;
  }
  return parts.join('') + text.slice(from);
}

/**
 * A console is built for one sub-path: this makes the copy of `serverFile`'s console that is served under `basePath`, in a
 * folder of `cacheDirectory` that later starts find, and returns its server file.
 */
export async function consoleAtBasePath(serverFile: string, basePath: string, cacheDirectory: string): Promise<string> {
  const built = path.dirname(serverFile);
  const text = await readFile(path.join(built, placesFile), 'utf8');
  const buildId = await readFile(path.join(built, '.next', 'BUILD_ID'), 'utf8');
  const name = createHash('sha256').update(`${buildId}\0${basePath}`).digest('hex').slice(0, 16);
  const folder = path.join(cacheDirectory, `console-${name}`);
  const copiedServer = path.join(folder, 'console', path.basename(serverFile));
  if (await exists(copiedServer)) return copiedServer;

  const half = `${folder}.part-${process.pid}`;
  const copy = path.join(half, 'console');
  await mkdir(half, { recursive: true });
  await cp(built, copy, { recursive: true });
  // The placeholder was found in the build's own text: no outside input has this form.
  const places = JSON.parse(text) as Places;
  for (const [file, found] of Object.entries(places)) {
    const target = path.join(copy, file);
    await writeFile(target, inserted(await readFile(target, 'utf8'), found, basePath));
  }
  const installed = createRequire(serverFile).resolve(`${installedPackage}/package.json`);
  await symlink(path.dirname(path.dirname(installed)), path.join(half, 'node_modules'), 'junction');
  await rm(folder, { recursive: true, force: true });
  await rename(half, folder);
  return copiedServer;
}
