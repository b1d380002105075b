import { expect, test } from 'vitest';
import { buildChart } from '../../chart/build.ts';
import type { DocumentCheck, Hit } from '../../lint/check.ts';
import type { Span } from '../../syntax/span.ts';
import { parseText } from '../../syntax/text/parse.ts';
import { builtInVocabulary as vocabulary } from '../../vocabulary/builtin.ts';
import { hostSigned } from './host-signed.ts';

const RULE = { document: ['rescue-record'], host: ['host'], participants: ['participants'] };

function missing(lines: string): readonly unknown[] {
  const text = `【抢救记录】\n病情变化：突发室颤。\n${lines}\n`;
  const [document] = buildChart([{ name: 'a.emr', tree: parseText(text, vocabulary) }], vocabulary).documents;
  const hits: Hit<Span>[] = [];
  const check = hostSigned as DocumentCheck<unknown>;
  if (document) check.run(document.facts, check.params.parse(RULE), { vocabulary }, (hit) => hits.push(hit));
  return hits.map(({ data }) => data.host);
}

test('the named leader signs', () => {
  expect(missing('主持人：王建国主任医师\n医师签名：王建国/李明')).toEqual([]);
  expect(missing('主持人：王建国主任医师\n医师签名：李明')).toEqual(['王建国']);
  expect(missing('主持人：王某某主任医师\n医师签名：王建国')).toEqual([]);
  expect(missing('主持人：王建国主任医师\n医师签名：李明\n主持人签名：赵强')).toEqual([]);
});

test('where nobody is named, it is whoever present ranks highest', () => {
  const present = '参加人员：王建国主任医师、赵强主治医师、孙芳护士长';
  expect(missing(`${present}\n住院医师：李明`)).toEqual(['王建国']);
  expect(missing(`${present}\n医师签名：王建国/李明`)).toEqual([]);
  expect(missing(`${present}\n主任医师：钱进`)).toEqual([]);
});

test('a record that nobody signed, or that names nobody with a rank, is not judged', () => {
  expect(missing('主持人：王建国主任医师')).toEqual([]);
  expect(missing('住院医师：李明')).toEqual([]);
});
