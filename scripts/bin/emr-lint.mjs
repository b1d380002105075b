#!/usr/bin/env node
import * as nodeModule from 'node:module';

// Compiled code is kept between runs; the bundle is imported afterwards so that it counts.
nodeModule.enableCompileCache?.();
if (Number.parseInt(process.versions.node, 10) < 22) {
  console.error(
    `emr-lint 需要 Node.js 22 或更新的版本，当前为 ${process.versions.node}。 · emr-lint needs Node.js 22 or newer.`,
  );
  process.exitCode = 2;
} else {
  await import('./cli.mjs');
}
