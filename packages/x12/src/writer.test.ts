import { describe, expect, test } from 'vitest';
import { toX12Digits, toX12Quantity, toX12Text, x12Composite, x12Segment } from './writer.ts';

describe('a value on its way into an element', () => {
  test.each([
    ['Adán', 'ADAN'],
    ['Zoë Müller', 'ZOE MULLER'],
    ['Œuvre Straße Łódź Ærø', 'OEUVRE STRASSE LODZ AERO'],
    ["O’Neil–O'Neil", "O'NEIL-O'NEIL"],
    ['  padded ', 'PADDED'],
    ['A*B~C:D^E', 'A B C D E'],
    ['~~', ''],
    ['line\r\nend\0', 'LINE END'],
    ['SMITH & SONS, "THE" (2) #1 @100%', 'SMITH & SONS, "THE" (2) #1 @100%'],
    ['李', ''],
    ['½ ﬁn', '1 2 FIN'],
    ['A  B', 'A  B'],
  ])('%j becomes %j', (value, text) => {
    expect(toX12Text(value)).toBe(text);
  });

  test('is cleaned once: cleaning again changes nothing, and no delimiter or control character is left', () => {
    for (let code = 0; code < 0x3000; code += 1) {
      const text = toX12Text(`A${String.fromCharCode(code)}B`);
      expect(toX12Text(text)).toBe(text);
      expect(text).toMatch(/^[ !-)+-9;-\]_{|}]+$/);
    }
  });

  test('as digits or a quantity', () => {
    expect(toX12Digits('12-3456789')).toBe('123456789');
    expect([1, 2.5, 0.1, 0.125, 1000000, 0.1 + 0.2, 10.1004].map(toX12Quantity)).toEqual([
      '1',
      '2.5',
      '0.1',
      '0.125',
      '1000000',
      '0.3',
      '10.1',
    ]);
  });
});

describe('a segment', () => {
  test('ends with its last element that says something', () => {
    expect(x12Segment('NM1', 'QC', '1', 'DOE', undefined, '', '')).toBe('NM1*QC*1*DOE~');
    expect(x12Segment('SE', 5, '0001')).toBe('SE*5*0001~');
    expect(x12Segment('REF', undefined, 'X')).toBe('REF**X~');
    expect(x12Composite('HC', 'G0463', undefined, 'RT', undefined)).toBe('HC:G0463::RT');
  });
});
