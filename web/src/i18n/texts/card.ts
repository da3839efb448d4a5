import { fragment } from './fragment.ts';

export const cardTexts = fragment({}, {});
