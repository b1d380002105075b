// Preloaded into a measured process: on its way out it notes the most memory it ever held, in KiB.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  if (process.env.BENCH_RSS) writeFileSync(process.env.BENCH_RSS, `${process.resourceUsage().maxRSS}`);
});
