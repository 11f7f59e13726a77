import { expect, test, vi } from 'vitest';

/** As a bundle has it that holds a copy of the module. */
async function copyOfCodec() {
  vi.resetModules();
  return import('./zstd-frame');
}

test('copies of the module share the library: the first goes on when the second begins', async () => {
  const body = Buffer.from('the same bytes, '.repeat(200));
  const first = await copyOfCodec();
  await first.zstdReady();
  const written = first.compressZstd(body);
  const second = await copyOfCodec();
  expect(second).not.toBe(first);
  await second.zstdReady();
  for (const codec of [first, second, first]) {
    // Loading another instance takes a moment: what it would break shows then.
    await new Promise((resolve) => setImmediate(resolve));
    expect(codec.decompressZstd(written, body.length).equals(body)).toBe(true);
    expect(codec.decompressZstd(codec.compressZstd(body), body.length).equals(body)).toBe(true);
  }
});
