import type { HistoryDirection } from '../board/history.ts';
import type { StepSummary } from '../board/step-summary.ts';
import type { Command, Words } from './command.ts';

/** A step of undo as people call it: "move 3 shapes". */
function stepName({ action, count, type }: StepSummary, t: Words): string {
  const what =
    count === 1 && type !== null
      ? t(`element.${type}`).toLocaleLowerCase()
      : t('history.shapes', { count });
  return t(`step.${action}`, { what });
}

/** "Undo move 3 shapes": what the command would do now. */
export function historyTitle(direction: HistoryDirection): NonNullable<Command['title']> {
  return ({ editor }, t) => {
    const step = editor.input.busy ? null : editor.board.nextStep(direction);
    if (step === null) return t(`command.edit.${direction}`);
    const name = stepName(step, t);
    return direction === 'undo'
      ? t('history.undoNamed', { step: name })
      : t('history.redoNamed', { step: name });
  };
}
