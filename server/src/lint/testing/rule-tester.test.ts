import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCheck, defineFix } from '../check.ts';
import { type Pack, packSchema } from '../pack.ts';
import { aChart, aDocument, anEnvironment } from './charts.ts';
import { readMarkedText } from './marked-text.ts';
import { ruleCases } from './rule-tester.ts';

const word = defineCheck({
  kind: 'word',
  scope: 'document',
  params: z.strictObject({ word: z.string() }),
  messages: ['found'],
  subscribe: () => undefined,
  run({ node }, params, _environment, report) {
    for (let start = node.text.indexOf(params.word); start >= 0; start = node.text.indexOf(params.word, start + 1)) {
      report({ at: { start, end: start + params.word.length }, message: 'found', data: { word: params.word } });
    }
  },
});
const replace = defineFix({
  kind: 'replace',
  params: z.strictObject({ by: z.string(), safety: z.enum(['safe', 'structure']).default('safe') }),
  make: (_view, { at }, { by, safety }) => [
    {
      id: 'replace',
      title: { zh: '替换', en: 'Replace' },
      safety,
      edits: [{ file: at.file, start: at.start, end: at.end, text: by }],
    },
  ],
});

const RULE = {
  id: 'writing/word',
  title: { zh: '词', en: 'word' },
  description: { zh: '词', en: 'word' },
  basis: [{ source: 'BW2010', clause: '第六条' }],
  severity: 'warning',
  checks: [{ kind: 'word', word: '甲' }],
  messages: { found: { zh: '“{word}”', en: '"{word}"' } },
  examples: {
    good: [{ text: '乙丙' }],
    bad: [{ text: '乙⟦甲⟧丙⟦甲⟧', findings: [{ data: { word: '甲' } }, { data: { word: '甲' } }] }],
    silent: [{ text: '丁' }],
  },
};

function failures(change: object, amend: object[] = [], others: object[] = []): string[] {
  const packs: Pack[] = [
    packSchema.parse({ name: 'national', title: RULE.title, rules: [{ ...RULE, ...change }, ...others] }),
    packSchema.parse({ name: 'regional', title: RULE.title, amend }),
  ];
  const read = (text: string) => aChart({ documents: [aDocument({ text, kind: 'progress-note' })] });
  const { vocabulary } = anEnvironment();
  return ruleCases({ packs, checks: [word], fixes: [replace], vocabulary, read }).flatMap((one) => one.run());
}
function bad(change: object): object {
  return { examples: { ...RULE.examples, bad: [{ ...RULE.examples.bad[0], ...change }] } };
}

describe('ruleCases', () => {
  it('is content with a rule that keeps its word', () => {
    expect(failures({})).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['a good example that is reported', { examples: { ...RULE.examples, good: [{ text: '甲' }] } }, /should be silent/],
    [
      'a silent example that is reported',
      { examples: { ...RULE.examples, silent: [{ text: '甲' }] } },
      /should be silent/,
    ],
    ['a finding nobody marked', bad({ text: '甲⟦甲⟧丙⟦甲⟧' }), /not expected/],
    ['a mark nobody reports', bad({ text: '乙⟦甲⟧丙⟦乙⟧' }), /nothing found at 3-4/],
    ['a range that is off by one', bad({ text: '乙⟦甲丙⟧⟦甲⟧' }), /nothing found at 1-3/],
    [
      'more marks than findings',
      bad({ findings: [{ data: { word: '甲' } }] }),
      /2 ranges are marked, 1 findings named/,
    ],
    [
      'data that differs',
      bad({ findings: [{ data: { word: '乙' } }, { data: { word: '甲' } }] }),
      /data\.word: expected "乙", got "甲"/,
    ],
    [
      'data nobody named',
      bad({ findings: [{ data: {} }, { data: { word: '甲' } }] }),
      /data\.word: expected undefined/,
    ],
    [
      'data that is not there',
      bad({ findings: [{ data: { word: '甲', n: 1 } }, { data: { word: '甲' } }] }),
      /data\.n: expected 1/,
    ],
    [
      'another message',
      bad({ findings: [{ message: 'lost', data: { word: '甲' } }, { data: { word: '甲' } }] }),
      /message: expected "lost"/,
    ],
    [
      'another severity',
      bad({ findings: [{ severity: 'error', data: { word: '甲' } }, { data: { word: '甲' } }] }),
      /severity: expected "error"/,
    ],
    [
      'another state',
      bad({ findings: [{ state: 'late', data: { word: '甲' } }, { data: { word: '甲' } }] }),
      /state: expected "late"/,
    ],
    ['a message nobody worded', { messages: { lost: { zh: 'x', en: 'x' } } }, /words no message "found"/],
    ['a placeholder without a value', { messages: { found: { zh: '{n}', en: '{n}' } } }, /wants \{n\}/],
    ['placeholders that differ by language', { messages: { found: { zh: '{word}', en: 'x' } } }, /zh and en/],
    ['a format nobody knows', { messages: { found: { zh: '{word:tiem}', en: '{word}' } } }, /no format "tiem"/],
    ['parameters the kind refuses', { checks: [{ kind: 'word', wrod: '甲' }] }, /checks\.0/],
    [
      'a fix that no example shows',
      { checks: [{ kind: 'word', word: '癸' }], fix: { kind: 'replace', by: 'x' } },
      /no bad example yields one/,
    ],
    ['a fix that does not mend', { fix: { kind: 'replace', by: '甲甲' } }, /the finding is still there/],
    ['a fix that changes nothing', { fix: { kind: 'replace', by: '甲' } }, /changes nothing/],
    [
      'a structural fix that takes text away',
      { fix: { kind: 'replace', by: '', safety: 'structure' } },
      /takes away what was written/,
    ],
    [
      'another text after the fix',
      { ...bad({ fixed: '乙戊丙戊' }), fix: { kind: 'replace', by: '戊' } },
      /first fix: expected "乙戊丙戊", got "乙戊丙甲"/,
    ],
  ])('reports %s', (_, change, what) => {
    expect(failures(change).join('\n')).toMatch(what);
  });

  it('reports a fix that another rule objects to', () => {
    const other = {
      ...RULE,
      id: 'writing/other',
      severity: 'error',
      checks: [{ kind: 'word', word: '戊' }],
      examples: { good: [{ text: '' }], bad: [{ text: '⟦戊⟧', findings: [{ data: { word: '戊' } }] }] },
    };
    expect(failures({ fix: { kind: 'replace', by: '戊' } }, [], [other]).join('\n')).toMatch(
      /adds an error: writing\/other/,
    );
    expect(failures({ fix: { kind: 'replace', by: '己' } }, [], [other])).toEqual([]);
  });

  it('runs the examples of an amendment with rule and amendment together', () => {
    const examples = {
      good: [{ text: '丙' }],
      bad: [{ text: '⟦甲⟧⟦乙⟧', findings: [{ data: { word: '甲' } }, { data: { word: '乙' } }] }],
    };
    const amendment = { id: RULE.id, severity: 'error', checks: [{ kind: 'word', word: '乙' }], examples };
    expect(failures({}, [amendment])).toEqual([]);
    expect(failures({}, [{ ...amendment, checks: [] }]).join('\n')).toMatch(/nothing found at 1-2/);
  });
});

describe('readMarkedText', () => {
  it('reads nested and empty marks', () => {
    expect(readMarkedText('a⟦b⟦⟧c⟦d⟧⟧')).toEqual({
      text: 'abcd',
      ranges: [
        { start: 1, end: 4 },
        { start: 2, end: 2 },
        { start: 3, end: 4 },
      ],
    });
  });

  it('refuses marks that do not match', () => {
    expect(() => readMarkedText('⟦')).toThrow();
    expect(() => readMarkedText('⟧')).toThrow();
  });
});
