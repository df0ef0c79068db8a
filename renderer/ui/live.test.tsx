// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyTables } from '#shared/ipc/delta';
import type { DeskView, QuoteView, Tables } from '#shared/ipc/views';
import { deskStore } from '../store/desk';
import { Seen } from '../store/live';
import { LivePrice, LiveResult, LiveText } from './live';

// Nothing else of a row is read here.
const quoted = (ltp: number): Tables => ({
  ...emptyTables(),
  desk: { desk: {} as DeskView },
  quotes: { a: { ltp } as QuoteView },
});

let root: Root;
let container: HTMLElement;
const figure = () => container.querySelector('span');
const receive = (ltp: number) => deskStore.setState({ tables: quoted(ltp) });

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  container = document.body.appendChild(document.createElement('div'));
  root = createRoot(container);
  receive(10_000);
});

afterEach(async () => {
  await act(async () => root.unmount());
  container.remove();
});

describe('a live figure', () => {
  const ltp = ({ quotes }: Tables) => quotes['a']?.ltp;

  it('follows the desk in the very turn that brings a price, without React', async () => {
    await act(async () => root.render(<LivePrice select={ltp} />));
    const text = figure()?.firstChild;
    receive(10_105);
    expect(figure()?.textContent).toBe('101.05');
    // The same node: whatever is selected or focused stays so, and only a text is laid out.
    expect(figure()?.firstChild).toBe(text);
  });

  it('lights up in the direction of the change, and not when it is drawn again', async () => {
    await act(async () => root.render(<LivePrice select={ltp} />));
    await act(async () => root.render(<LivePrice select={ltp} className="other" />));
    expect(figure()?.dataset['flash']).toBeUndefined();
    receive(9_000);
    expect(figure()?.dataset['flash']).toBe('down');
  });

  it('keeps its room, and takes more for a longer text', async () => {
    await act(async () => root.render(<LiveResult select={ltp} room={8} />));
    expect(figure()?.style.width).toBe('8ch');
    receive(123_456_789);
    expect(figure()?.textContent).toBe('+12,34,567.89');
    expect(figure()?.style.width).toBe('13ch');
    receive(100);
    expect(figure()?.style.width).toBe('8ch');
  });

  it('has the colour of a gain or a loss, also after it was drawn again', async () => {
    await act(async () => root.render(<LiveResult select={ltp} />));
    receive(-500);
    const losing = figure()?.className;
    receive(500);
    expect(figure()?.className).not.toBe(losing);
    receive(-500);
    await act(async () => root.render(<LiveResult select={ltp} className="other" />));
    expect([...(figure()?.classList ?? [])]).toEqual(expect.arrayContaining([...(losing ?? '').split(' '), 'other']));
  });

  it('shows a dash for what is not known, and ends with its element', async () => {
    await act(async () => root.render(<LivePrice select={() => null} />));
    expect(figure()?.textContent).toBe('–');
    await act(async () => root.render(null));
    expect(() => receive(1)).not.toThrow();
  });

  it('stands still out of sight, and shows the latest when it is seen again', async () => {
    const figureIn = (isSeen: boolean) => (
      <Seen value={isSeen}>
        <LivePrice select={ltp} />
      </Seen>
    );
    await act(async () => root.render(figureIn(false)));
    receive(10_105);
    expect(figure()?.textContent).toBe('100.00');
    await act(async () => root.render(figureIn(true)));
    expect(figure()?.textContent).toBe('101.05');
    receive(10_110);
    expect(figure()?.textContent).toBe('101.10');
  });

  it('that may wait is written with the next prices, as it is by then', async () => {
    await act(async () => root.render(<LiveText urgency="in turn" select={ltp} text={String} />));
    receive(10_105);
    expect(figure()?.textContent).toBe('10000');
    receive(10_110);
    expect(figure()?.textContent).toBe('10110');
  });
});
