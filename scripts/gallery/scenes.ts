import type { Scene } from './scene.ts';
import { ARRANGE_SCENES } from './scenes/arrange-scenes.ts';
import { BOARD_SCENES } from './scenes/board-scenes.ts';
import { DOCTOR_SCENES } from './scenes/doctor-scenes.ts';
import { PANEL_SCENES } from './scenes/panel-scenes.ts';
import { PEOPLE_SCENES } from './scenes/people-scenes.ts';
import { TROUBLE_SCENES } from './scenes/trouble-scenes.ts';

/** Every scene, in the order of the index page. */
export const SCENES: readonly Scene[] = [
  ...BOARD_SCENES,
  ...PANEL_SCENES,
  ...ARRANGE_SCENES,
  ...DOCTOR_SCENES,
  ...PEOPLE_SCENES,
  ...TROUBLE_SCENES,
];
