import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import path from 'node:path';
import { expect } from '@playwright/test';
import { freePort } from '../fixtures/free-port';

export interface ReverseProxy {
  readonly url: string;
  stop(): Promise<void>;
}

export interface ProxyOptions {
  readonly target: URL;
  readonly basePath: string;
  readonly directory: string;
}

/** Passes the sub-path on as it is, with the host that was called, and everything else away. */
export async function startPlainProxy({ target, basePath }: ProxyOptions): Promise<ReverseProxy> {
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith(`${basePath}/`) !== true && incoming.url !== basePath) {
      outgoing.writeHead(404).end('not of the console');
      return;
    }
    const { method, headers, url } = incoming;
    const call = request({ host: target.hostname, port: target.port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    call.once('error', () => outgoing.destroy());
    outgoing.once('close', () => call.destroy());
    incoming.pipe(call);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const hasNginx = spawnSync('nginx', ['-v']).status === 0;

/** As the README tells to set it up; everything else is nginx's own default, so that it buffers what it is not asked to pass on. */
function nginxConfig({ target, basePath, directory }: ProxyOptions, port: number): string {
  // Its workers would else be nobody, who may not enter the directory.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
daemon off;
${user}
pid ${directory}/nginx.pid;
error_log stderr warn;
events {}
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${directory}/${name};`).join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    location ${basePath} {
      proxy_pass ${target.origin};
      proxy_set_header Host $http_host;
    }
  }
}
`;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

export async function startNginx(options: ProxyOptions): Promise<ReverseProxy> {
  const port = await freePort();
  const file = path.join(options.directory, 'nginx.conf');
  await writeFile(file, nginxConfig(options, port));
  const child = spawn('nginx', ['-p', options.directory, '-e', 'stderr', '-c', file], { stdio: ['ignore', 'inherit', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const exited = once(child, 'exit');
  const url = `http://localhost:${port}`;
  await expect.poll(() => child.exitCode !== null || answers(port), 'nginx listens or has ended').toBe(true);
  expect(child.exitCode, errors).toBeNull();
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
