// Which Chromium the browser tests drive: the environment's, the system's, or Playwright's own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { chromium } from '@playwright/test';

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of a browser that is there, or undefined. */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;
  return [...systemPaths, chromium.executablePath()].find((file) => existsSync(file));
}

/** Finds a browser, after trying Playwright's download once; throws an error that says what to type. */
export function requireBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  process.stdout.write('no Chromium found; trying Playwright’s download …\n');
  spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], { stdio: 'inherit' });
  const downloaded = findBrowser();
  if (downloaded !== undefined) return downloaded;
  throw new Error(
    [
      'The browser tests need Chromium, and none was found. Do one of these, then run npm test again:',
      '  sudo apt-get install chromium            (Debian, Ubuntu; or your system’s package)',
      '  npx playwright install chromium          (Playwright’s own build)',
      '  export CHROMIUM_PATH=/path/to/chromium   (one that is already there)',
    ].join('\n'),
  );
}
