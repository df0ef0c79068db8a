import { useEffect, useState } from 'react';
import type { Tables } from '#shared/ipc/views';
import { followDesk } from '../store/paced';
import type { StrikeChart, StrikePicture } from './strike-chart';
import { isBlank } from './strike-picture';

/** Draws the desk's picture at most every `pauseMs`, and answers whether there is nothing to see in it. */
export function useStrikePicture(
  chart: StrikeChart | null,
  pauseMs: number,
  pictureOf: (desk: Tables) => StrikePicture,
): boolean {
  const [isEmpty, setEmpty] = useState(false);
  useEffect(() => {
    if (!chart) return;
    return followDesk(pauseMs, (desk) => {
      const picture = pictureOf(desk);
      chart.draw(picture);
      setEmpty(isBlank(picture));
    });
  }, [chart, pauseMs, pictureOf]);
  return isEmpty;
}
