import { describe, expect, it } from 'vitest';
import { say } from '../text-testing.ts';
import { signatureTime } from './signature-time.ts';

const params = { exceptDocuments: ['consultation-record'], duringStay: ['progress-note'] };
const ask = (signing: string, title = '2024-03-04 09:15  日常病程记录') =>
  say(
    signatureTime,
    params,
    `姓名：王某某  入院时间：2024-03-01 10:20\n\n${title}\n患者胸闷缓解。\n医师签名：李某某  ${signing}\n`,
  );

describe('signature-time', () => {
  it('reports a signature before the note or the stay, by the first that holds', () => {
    expect(ask('2024-03-04 09:14')).toEqual(['before-writing ⟦2024-03-04 09:14⟧ progress-note']);
    expect(ask('2024-02-28 09:14', '日常病程记录')).toEqual(['before-admission ⟦2024-02-28 09:14⟧ progress-note']);
  });

  it.each([
    ['the same minute', '2024-03-04 09:15'],
    ['a later one', '2024-03-06 09:15'],
    ['the day alone', '2024-03-04'],
    ['a masked hour', '2024-03-04 **:15'],
    ['a masked day', '2024-03-0* 08:15'],
    ['no time', ''],
  ])('is silent on %s', (_, signing) => expect(ask(signing)).toEqual([]));

  it('does not hold a note to the time of its own signature, nor an excepted kind to anything', () => {
    expect(ask('2024-03-01 10:20', '日常病程记录')).toEqual([]);
    expect(ask('2024-03-04 09:14', '2024-03-04 09:15  会诊记录')).toEqual([]);
  });
});
