import type { StoryStage } from './stage.js';

/**
 * Waits for a story among others on a page. Some elements begin once they are in sight, wherever in the story they are:
 * hence its top and its end are shown in turn.
 */
export async function readyInSight(stage: StoryStage): Promise<HTMLElement> {
  const progress = { isReady: false };
  const ready = stage.ready.finally(() => (progress.isReady = true));
  for (
    let block: ScrollLogicalPosition = 'start';
    !progress.isReady;
    block = block === 'start' ? 'end' : 'start'
  ) {
    stage.scrollIntoView({ block });
    await new Promise(requestAnimationFrame);
  }
  return ready;
}
