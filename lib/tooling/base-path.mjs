// The sub-path a console is served under is fixed when it is built. It is built under a placeholder, which is then taken out:
// what is left is the console without a sub-path, and a list of the places, from which the one under any other can be made.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const basePathPlaceholder = '/__ottla_base_path__';
export const placesFile = 'base-path-places.json';

const isText = (name) => /\.(js|json|html|css|rsc|txt|map|meta|body)$/.test(name);
/** In the source of a regular expression the slash is escaped, in JSON its backslash too. */
const pattern = new RegExp(String.raw`(\\{0,2})${basePathPlaceholder}`, 'g');

async function* filesIn(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(file);
    else if (isText(entry.name)) yield file;
  }
}

/** `[offset in what is left, escape of each slash]` of each place. */
function takeOut(text) {
  const places = [];
  let removed = 0;
  const left = text.replace(pattern, (found, escape, at) => {
    places.push([at - removed, escape]);
    removed += found.length;
    return '';
  });
  return { places, left };
}

/** Takes the placeholder out of the build and notes in it where it was. */
export async function takeOutBasePath(standalone) {
  const places = {};
  for await (const file of filesIn(standalone)) {
    const text = await readFile(file, 'utf8');
    if (!text.includes(basePathPlaceholder)) continue;
    const found = takeOut(text);
    await writeFile(file, found.left);
    places[path.relative(standalone, file).split(path.sep).join('/')] = found.places;
  }
  if (Object.keys(places).length === 0) throw new Error('the console was not built under the placeholder of the sub-path');
  await writeFile(path.join(standalone, placesFile), JSON.stringify(places));
}
