// The page's content policy as a reader can take it in.

/** The policy's directives, one each; where the page's own scripts are let in by fingerprint, `byFingerprint` stands for these. */
export function policyLines(policy: string, byFingerprint: string): readonly string[] {
  return policy
    .split(';')
    .map((directive) => {
      const words = directive.trim().split(/\s+/);
      const plain = words.filter((word) => !word.startsWith("'sha256-"));
      return [...plain, ...(plain.length < words.length ? [byFingerprint] : [])].join(' ');
    })
    .filter((directive) => directive !== '' && !directive.includes('%'));
}
