import { describe, expect, it, vi } from 'vitest';

vi.mock('vscode', () => ({}));
const { confine } = await import('./report-panel.ts');

describe('confine', () => {
  const page =
    '<!doctype html><html><head lang="zh"><meta http-equiv="Content-Security-Policy" content="script-src *"><title>t</title></head><body><script>1</script><script type="x">2</script></body></html>';

  it('lets only the scripts of the page run', () => {
    const confined = confine(page, 'N');
    expect(confined).toContain(
      `<head lang="zh"><meta http-equiv="Content-Security-Policy" content="default-src 'none';`,
    );
    expect(confined.match(/Content-Security-Policy/g)).toHaveLength(1);
    expect(confined).toContain('<script nonce="N">1');
    expect(confined).toContain('<script nonce="N" type="x">2');
  });

  it('names no source beyond the page', () => {
    const policy = /content="([^"]*)"/.exec(confine(page, 'N'))?.[1] ?? '';
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|connect-src/);
  });
});
