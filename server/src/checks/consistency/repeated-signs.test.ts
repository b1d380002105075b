import { expect, it } from 'vitest';
import { findingsOf } from '../text-testing.ts';
import { repeatedSigns } from './repeated-signs.ts';

const RULE = {
  from: ['admission-record', 'first-progress-note'],
  sections: ['physical-exam'],
  in: ['discharge-record'],
  repeats: ['admission-condition'],
  signs: ['body-temperature', 'pulse-rate', 'blood-pressure-value'],
  otherwise: ['最高'],
};
const said = (repeated: string, more = '') =>
  findingsOf(
    repeatedSigns,
    RULE,
    `【入院记录】\n体格检查：T36.7℃，P80次/分，BP120/80mmHg。\n\n${more}【出院记录】\n入院情况：${repeated}。\n出院情况：P70次/分。\n`,
  ).map(({ data }) => `${data.sign} ${data.written} ${data.expected}`);

it('compares what is repeated with what was measured', () => {
  expect(said('T36.7℃，P80次/分，BP120/80mmHg')).toEqual([]);
  expect(said('P82次/分')).toEqual(['pulse-rate 82次/分 80次/分']);
  expect(said('BP120/90mmHg')).toEqual(['blood-pressure-value 120/90mmHg 120/80mmHg']);
  expect(said('BP16.0/10.7kPa')).toEqual([]);
});

it('allows rounding, masked digits, several values, another moment', () => {
  expect(said('T37℃')).toEqual([]);
  expect(said('T36.8℃')).toHaveLength(1);
  expect(said('P8*次/分')).toEqual([]);
  expect(said('P82次/分，休息后P84次/分')).toEqual([]);
  expect(said('最高T39.0℃')).toEqual([]);
});

it('accepts any document of the admission that has the value', () => {
  const first = '2024-03-01 14:10  首次病程记录\n病例特点：P82次/分。\n\n';
  expect(said('P82次/分', first)).toEqual([]);
  expect(said('P83次/分', first)).toHaveLength(1);
});
