const MINUTES = { m: 1, min: 1, h: 60, d: 1440, w: 10080 } as const;

/** Minutes of `30m`, `24h`, `7d` or `2w`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+)(min|m|h|d|w)$/.exec(text.trim());
  return match ? Number(match[1]) * MINUTES[match[2] as keyof typeof MINUTES] : undefined;
}
