#!/usr/bin/env node
import * as nodeModule from 'node:module';

nodeModule.enableCompileCache?.();
if (Number.parseInt(process.versions.node, 10) < 22) {
  console.error(`emr-language-server needs Node.js 22 or newer, this is ${process.versions.node}.`);
  process.exitCode = 2;
} else {
  await import('./server.mjs');
}
