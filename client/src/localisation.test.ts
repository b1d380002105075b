import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/shell.ts';

const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const chinese = /\p{Script=Han}/u;

function textsInSources(): string[] {
  const sources = readdirSync(join(root, 'client/src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(root, 'client/src', name), 'utf8'));
  const calls = sources.flatMap((text) => [...text.matchAll(/l10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|(.))/g)]);
  for (const [call, , other] of calls) expect(other, `${call}: only a literal can be translated`).toBeUndefined();
  return [...new Set(calls.map(([, text]) => text ?? ''))].sort();
}

describe('texts of the client', () => {
  const bundle: Record<string, string> = readJson('l10n/bundle.l10n.zh-cn.json');

  it('are all translated, and no translation is left over', () => {
    expect(Object.keys(bundle).sort()).toEqual(textsInSources());
  });

  it.each(Object.entries(bundle))('keeps the placeholders of %j', (text, translation) => {
    const placeholders = (value: string) => (value.match(/\{\d\}/g) ?? []).sort();
    expect(placeholders(translation)).toEqual(placeholders(text));
    expect(translation).toMatch(chinese);
  });
});

describe('texts of the manifest', () => {
  const english: Record<string, string> = readJson('package.nls.json');
  const translated: Record<string, string> = readJson('package.nls.zh-cn.json');

  it('exist in both languages, and each is used', () => {
    const manifest = readFileSync(join(root, 'package.json'), 'utf8');
    const used = [...new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key))].sort();
    expect(Object.keys(english).sort()).toEqual(used);
    expect(Object.keys(translated).sort()).toEqual(used);
  });
});
