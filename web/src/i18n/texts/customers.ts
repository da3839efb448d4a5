import { fragment } from './fragment.ts';

export const customersTexts = fragment({}, {});
