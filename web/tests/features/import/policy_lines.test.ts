import { describe, expect, it } from 'vitest';
import { policyFor } from '../../../../tools/pack/content_policy.mjs';
import { policyLines } from '../../../src/features/import/policy_lines.ts';

describe('policyLines', () => {
  it('gives the page’s own directives, without the fingerprints of its scripts', () => {
    const lines = policyLines(policyFor(['one()', 'two()']));
    expect(lines).toContain("connect-src 'none'");
    expect(lines).toContain("script-src 'wasm-unsafe-eval'");
    expect(lines.join()).not.toContain('sha256');
  });

  it('has nothing to show where the page was not packed', () => {
    expect(policyLines('')).toEqual([]);
    expect(policyLines('%CONTENT_POLICY%')).toEqual([]);
  });
});
