import { describe, expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { bareDiagnosis, diagnosesIn } from './bare-diagnosis.ts';

const PARAMS = {
  documents: ['admission-record'],
  sections: ['preliminary-diagnosis'],
  unlessSections: ['revised-diagnosis'],
  symptoms: ['fever', 'abdominal-pain'],
  kinds: ['symptom'],
  undetermined: ['原因待查', '待查'],
  modifiers: ['反复', '右'],
  unless: ['?', '可能'],
};

function ask(diagnosis: string) {
  const record = `【入院记录】\n主诉：发热3天。\n初步诊断：${diagnosis}\n医师签名：李某某\n`;
  return findingsOf(bareDiagnosis, PARAMS, record).map(
    ({ message, start, end }) => `${message} ⟦${record.slice(start, end)}⟧`,
  );
}

describe('bare-diagnosis', () => {
  it.each([
    ['发热', ['symptom ⟦发热⟧']],
    ['1. 反复发热；2. 高血压病', ['symptom ⟦反复发热⟧']],
    ['发热、腹痛', ['symptom ⟦发热、腹痛⟧']],
    ['1、腹痛原因待查\n2、贫血', ['undetermined ⟦腹痛原因待查⟧']],
    ['呃逆待查', ['undetermined ⟦呃逆待查⟧']],
    ['呃逆', []],
    ['1. 急性阑尾炎 2. 发热', []],
    ['发热（肺炎可能）', []],
    ['发热待查：肺炎？', []],
    ['1. 发热待查\n2. 肺炎?', []],
    ['发热伴血小板减少综合征', []],
    ['发热*', []],
    ['【待填】', []],
    ['发热\n修正诊断：肺炎', []],
  ])('judges %s', (diagnosis, said) => expect(ask(diagnosis)).toEqual(said));
});

describe('the items of a list of diagnoses', () => {
  const items = (text: string) =>
    diagnosesIn(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));

  it.each([
    ['1. 肺炎 2. 高血压病3级', ['肺炎', '高血压病3级']],
    ['（1）肺炎；（2）糖尿病', ['肺炎', '糖尿病']],
    ["['血尿', '泌尿道感染']", ['血尿', '泌尿道感染']],
    ['①肺炎②胸腔积液', ['肺炎', '胸腔积液']],
    ['肺炎\n\n糖尿病', ['肺炎', '糖尿病']],
    ['肌酐1.5倍升高', ['肌酐1.5倍升高']],
    ['', []],
  ])('are told in %s', (text, said) => expect(items(text)).toEqual(said));
});
