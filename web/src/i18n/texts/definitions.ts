import { fragment } from './fragment.ts';

export const definitionsTexts = fragment({}, {});
