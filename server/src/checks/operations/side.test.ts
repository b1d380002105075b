import { expect, it } from 'vitest';
import { sideOf } from './side.ts';

it('reads the one side a name tells', () => {
  expect(sideOf('左侧腹股沟疝修补术')).toBe('left');
  expect(sideOf('腹腔镜右半结肠切除术')).toBe('right');
  expect(sideOf('双侧扁桃体切除术')).toBeUndefined();
  expect(sideOf('左乳肿物切除术+右乳肿物切除术')).toBeUndefined();
  expect(sideOf('胆囊切除术')).toBeUndefined();
});

it('knows what is called left or right without being a side', () => {
  expect(sideOf('左心耳封堵术')).toBeUndefined();
  expect(sideOf('右侧肾切除术（左侧卧位）')).toBe('right');
});
