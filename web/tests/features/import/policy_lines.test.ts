import { describe, expect, it } from 'vitest';
import { policyFor } from '../../../../tools/pack/content_policy.mjs';
import { policyLines } from '../../../src/features/import/policy_lines.ts';

describe('policyLines', () => {
  it('gives the page’s own directives, with words for the fingerprints of its scripts', () => {
    const lines = policyLines(policyFor(['one()', 'two()']), '(by fingerprint)');
    expect(lines).toContain("connect-src 'none'");
    expect(lines).toContain("script-src 'wasm-unsafe-eval' (by fingerprint)");
    expect(lines.join()).not.toContain('sha256');
    // Once for a directive, however many scripts there are, and nowhere else.
    expect(lines.filter((line) => line.includes('(by fingerprint)'))).toHaveLength(1);
  });

  it('has nothing to show where the page was not packed', () => {
    expect(policyLines('', '')).toEqual([]);
    expect(policyLines('%CONTENT_POLICY%', '')).toEqual([]);
  });
});
