import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

// Empty, a sub-path for development, or the placeholder that the build takes out again (lib/tooling/base-path.mjs).
const basePath = process.env.OTTLA_BUILD_BASE_PATH ?? '';

/** @type {import('next').NextConfig} */
const config = {
  basePath,
  env: { NEXT_PUBLIC_BASE_PATH: basePath },
  output: 'standalone',
  outputFileTracingRoot: root,
  outputFileTracingExcludes: {
    '*': [
      'node_modules/@img/**',
      'node_modules/sharp/**',
      '.ottla/**',
      'e2e/**',
      'broker/**/*.test.ts',
      'node_modules/esbuild/**',
      'node_modules/typescript/**',
      'node_modules/next/dist/server/capsize-font-metrics.json',
    ],
  },
  turbopack: {
    root,
    // The pages check answers with the same contracts and a tenth of the code.
    resolveAlias: { 'zod/mini': { browser: './lib/contracts/zod-in-browser.ts' } },
  },
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks types; a first `npm start` should not wait for it.
  typescript: { ignoreBuildErrors: true },
  compress: true,
  devIndicators: false,
  serverExternalPackages: ['kafkajs', '@node-rs/crc32', 'snappy', 'lz4-napi', '@bokuweb/zstd-wasm'],
};

export default config;
