// Preloaded into a measured process: on its way out it notes what it cost, memory at its highest (KiB) and processor time (µs).
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  if (process.env.BENCH_COST) writeFileSync(process.env.BENCH_COST, `${maxRSS} ${userCPUTime + systemCPUTime}`);
});
