import { fragment } from './fragment.ts';

export const mapTexts = fragment({}, {});
