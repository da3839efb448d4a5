import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashSource, policyFor, runnableScripts } from '../../../tools/pack/content_policy.mjs';

describe('the content policy', () => {
  const html =
    '<script type="module" crossorigin>let a = 1</script><script type="text/plain" id="x">data</script><script>b()</script>';

  it('covers the scripts that run, not the data blocks', () => {
    expect(runnableScripts(html)).toEqual(['let a = 1', 'b()']);
  });

  it('refuses a script that would be loaded', () => {
    expect(() => runnableScripts('<script src="a.js"></script>')).toThrow('a.js');
  });

  it('hashes as browsers do', () => {
    // The digest of the empty text, as FIPS 180 gives it for SHA-256 of no bytes.
    expect(hashSource('')).toBe("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    const text = '客户';
    expect(hashSource(text)).toBe(`'sha256-${createHash('sha256').update(Buffer.from(text)).digest('base64')}'`);
  });

  it('lets nothing out', () => {
    const directives = new Map(
      policyFor(['a'])
        .split('; ')
        .map((directive): [string, string] => {
          const [name = '', ...sources] = directive.split(' ');
          return [name, sources.join(' ')];
        }),
    );
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('connect-src')).toBe("'none'");
    expect(directives.get('worker-src')).toBe('blob:');
    expect(directives.get('form-action')).toBe("'none'");
    expect(directives.get('base-uri')).toBe("'none'");
    expect(directives.get('script-src')).toBe(`${hashSource('a')} 'wasm-unsafe-eval'`);
  });
});
