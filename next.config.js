import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

/** @type {import('next').NextConfig} */
const config = {
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
  turbopack: { root },
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
