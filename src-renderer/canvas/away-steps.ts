import type { AwayElement } from '../board/away/away-changes.ts';
import { type Bounds, rotatedBounds, unionBounds } from '../geometry/box.ts';
import { inReadingOrder } from './reading-order.ts';

/** Changes that are seen together. */
export interface AwayStep {
  readonly elements: readonly AwayElement[];
  readonly bounds: Bounds;
}

/** Board units: what lies within such a part of the board is one step. */
const STEP_SIZE = { width: 900, height: 560 } as const;

/** Changes in the order in which one reads, those near to each other together. */
export function awaySteps(elements: readonly AwayElement[]): AwayStep[] {
  const placed = elements.map((change) => ({
    ...rotatedBounds(change.element.box, change.element.rotation),
    change,
  }));
  const steps: { elements: AwayElement[]; bounds: Bounds }[] = [];
  for (const { change, ...bounds } of inReadingOrder(placed)) {
    const near = steps.find((step) => {
      const whole = unionBounds([step.bounds, bounds]);
      return (
        whole &&
        whole.maxX - whole.minX <= STEP_SIZE.width &&
        whole.maxY - whole.minY <= STEP_SIZE.height
      );
    });
    if (near) {
      near.elements.push(change);
      near.bounds = unionBounds([near.bounds, bounds]) ?? bounds;
    } else {
      steps.push({ elements: [change], bounds });
    }
  }
  return steps;
}
