// The page's content policy as a reader can take it in.

/** The policy's directives, one each; the fingerprints of the page's own scripts say nothing to a reader. */
export function policyLines(policy: string): readonly string[] {
  return policy
    .split(';')
    .map((directive) =>
      directive
        .trim()
        .replace(/'sha256-[^']*'/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((directive) => directive !== '' && !directive.includes('%'));
}
