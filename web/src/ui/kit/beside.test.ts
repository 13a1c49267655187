import { describe, expect, it } from 'vitest';

import { placeBeside } from './beside';

const WINDOW = { width: 1000, height: 800 };
const BOX = { width: 100, height: 20 };
const at = (left: number, top: number) => ({ left, top, width: 40, height: 40 });

describe('the place beside a control', () => {
  it('is centred on the wished side', () => {
    expect(placeBeside(at(500, 400), BOX, 'bottom', WINDOW)).toEqual({ left: 470, top: 446 });
    expect(placeBeside(at(500, 400), BOX, 'top', WINDOW)).toEqual({ left: 470, top: 374 });
    expect(placeBeside(at(500, 400), BOX, 'left', WINDOW)).toEqual({ left: 394, top: 410 });
    expect(placeBeside(at(500, 400), BOX, 'right', WINDOW)).toEqual({ left: 546, top: 410 });
  });

  it('is on the other side where the window ends', () => {
    expect(placeBeside(at(500, 750), BOX, 'bottom', WINDOW).top).toBe(724);
    expect(placeBeside(at(20, 400), BOX, 'left', WINDOW).left).toBe(66);
  });

  it('stays inside the window', () => {
    expect(placeBeside(at(0, 400), BOX, 'bottom', WINDOW).left).toBe(8);
    expect(placeBeside(at(960, 400), BOX, 'bottom', WINDOW).left).toBe(892);
  });
});
